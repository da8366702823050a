using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ContainerSecurity.Documents;

/// <summary>Reads the documents of a YAML text. A document that does not parse is an error; reading goes on behind the next <c>---</c>.</summary>
internal sealed class YamlReader(SourceFile file, DocumentLimits limits, bool ownKeysWin)
{
    private readonly List<DocumentNode> documents = [];
    private readonly List<DocumentError> errors = [];
    private Dictionary<DocumentNode, string>? tags;
    private bool templateReported;

    public DocumentSet Read()
    {
        string text = file.Text!;
        int offset = 0, line = 0;
        while (offset < text.Length)
        {
            int failedAt = ReadFrom(offset == 0 ? text : text.Substring(offset), line);
            if (failedAt < 0 || errors.Count >= limits.MaxErrors)
                break;
            if (!SkipToMarker(text, failedAt, ref offset, ref line))
                break;
        }
        return new DocumentSet(file, documents, errors) { Tags = tags };
    }

    /// <summary>Reads until the end or the first document that does not parse; gives the line (from 0, of the file) where that one starts, or -1.</summary>
    private int ReadFrom(string text, int lineOffset)
    {
        int documentLine = lineOffset;
        try
        {
            using var reader = new StringReader(text);
            var parser = new Parser(reader);
            while (parser.MoveNext())
            {
                if (parser.Current is not DocumentStart start)
                    continue;
                documentLine = lineOffset + Math.Max(0, (int)start.Start.Line - 1);
                parser.MoveNext();
                var builder = new YamlTreeBuilder(file, parser, lineOffset, limits, errors, ownKeysWin) { Tags = tags };
                DocumentNode root = builder.Build();
                tags = builder.Tags ?? tags;
                if (root is not ScalarNode { IsNull: true })
                    documents.Add(root);
            }
            return -1;
        }
        catch (YamlException e)
        {
            Report(e, lineOffset);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException)
        {
            // The scanner of YamlDotNet lets a few of these through on damaged input.
            errors.Add(new DocumentError(file.Path, new SourceSpan(documentLine + 1, 1, documentLine + 1, 1), $"The document is not valid YAML: {e.Message}"));
        }
        return documentLine;
    }

    private void Report(YamlException e, int lineOffset)
    {
        SourceSpan span = YamlTreeBuilder.Span(e.Start, e.End, lineOffset);
        if (file.Text!.IndexOf("{{", StringComparison.Ordinal) < 0 || e is DocumentLimitException)
        {
            errors.Add(new DocumentError(file.Path, span, e is DocumentLimitException ? e.Message : $"The document is not valid YAML: {Sentence(e)}"));
            return;
        }
        if (templateReported)
            return;
        templateReported = true;
        errors.Add(new DocumentError(file.Path, span, "The file is a template ({{ … }}) that is not valid YAML by itself; render it first, for example with 'helm template', and scan the result."));
    }

    private static string Sentence(YamlException e)
    {
        string message = e.InnerException is { } inner && e.Message.Length == 0 ? inner.Message : e.Message;
        string advice = message.Contains(" tab ") ? " YAML does not allow tabs for indentation; use spaces." : "";
        return message.TrimEnd('.') + "." + advice;
    }

    /// <summary>Moves to the first document marker behind a line. A marker is exactly <c>---</c> at the start of a line, followed by white space: no scalar can hold one.</summary>
    private static bool SkipToMarker(string text, int afterLine, ref int offset, ref int line)
    {
        for (; ; )
        {
            int newline = text.IndexOf('\n', offset);
            if (newline < 0)
                return false;
            offset = newline + 1;
            line++;
            if (line > afterLine && IsMarker(text, offset))
                return true;
        }
    }

    private static bool IsMarker(string text, int offset) =>
        string.CompareOrdinal(text, offset, "---", 0, 3) == 0 && (offset + 3 == text.Length || char.IsWhiteSpace(text[offset + 3]));
}
