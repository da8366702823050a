using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Hardening.Editing;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Hardening;

/// <summary>
/// Hardens manifests, compose files and Dockerfiles as texts: what is not changed stays to the last character, with
/// its comments, its order and its line ends. A text that would not be read as it was meant is not changed at all.
/// Immutable and safe for use from any thread.
/// </summary>
public sealed partial class SourceHardener
{
    private readonly Hardener hardener;
    private readonly SourceReader reader;
    private readonly int maxBytes;

    /// <summary>Creates one.</summary>
    /// <param name="hardener">Says what is mended.</param>
    /// <param name="type">What the sources are.</param>
    public SourceHardener(Hardener hardener, SourceType type = SourceType.Auto)
    {
        this.hardener = hardener ?? throw new ArgumentNullException(nameof(hardener));
        DocumentLimits limits = hardener.Options.Limits;
        reader = new SourceReader(new SourceReaderOptions { Type = type, Limits = limits, Pods = hardener.Policy.Pods });
        maxBytes = (int)Math.Min(limits.MaxLength * 4L, int.MaxValue - 1);
    }

    /// <summary>Hardens a text, beside which no file can be looked for.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name shown to people, by which its format may be told.</param>
    public HardenedSource Harden(string text, string name) => Harden(Source.FromText(name, text));

    /// <summary>Hardens a source.</summary>
    /// <param name="source">The source, which is opened once.</param>
    public HardenedSource Harden(Source source) => Read(source ?? throw new ArgumentNullException(nameof(source))) is var read && read.Failure is { } failure
        ? failure
        : Harden(read, hardener);

    private HardenedSource Harden(SourceText source, Hardener by)
    {
        if (by.Engine is null || source.Content.Resources.Count == 0)
            return source.Unchanged([]);
        var edit = new SourceEdit(source.Text, source.Source.Name, by);
        if (source.Content.Resources[0] is Dockerfile dockerfile)
            new BuildFileEditor(edit).Edit(dockerfile);
        else
            new ManifestEditor(edit, by).Edit(source.Content.Resources);
        if (edit.Text is null || edit.Errors.Count > 0)
            return source.Unchanged(edit.Errors.Count > 0 ? edit.Errors : [Refusal(source, "two changes touch the same place")]) with { Left = edit.Left };
        if (string.Equals(edit.Text, source.Text, StringComparison.Ordinal))
            return source.Unchanged([]) with { Left = edit.Left };
        return Check(source, edit, by);
    }

    /// <summary>Reads the result as anybody would, and judges it: what is still found is left.</summary>
    private HardenedSource Check(SourceText source, SourceEdit edit, Hardener by)
    {
        SourceContent after = ReadText(source, edit.Text!);
        string? problem = after.Errors.Count > 0 ? after.Errors[0].Message
            : after.Resources.Count != source.Content.Resources.Count ? "the result holds other objects"
            : null;
        if (problem is not null)
            return source.Unchanged([Refusal(source, problem)]) with { Left = edit.Left };
        var known = new HashSet<(string, string)>(edit.Left.Select(l => (l.Finding.Finding.Rule.Id, l.Finding.Finding.Location.Path)));
        foreach (PolicyFinding finding in Judge(after, by))
            if (known.Add((finding.Finding.Rule.Id, finding.Finding.Location.Path)))
                edit.Left.Add(new LeftFinding(finding, "Left as it is: the change does not mend it; change it by hand."));
        return new HardenedSource(source.Source.Name, source.Text, edit.Text!, edit.Mended, edit.Left, edit.Notes, []) { HasByteOrderMark = source.HasMark };
    }

    private static IEnumerable<PolicyFinding> Judge(SourceContent content, Hardener by) =>
        content.Resources.SelectMany(r => by.Engine!.Evaluate(new EvaluationRequest(r)).WithFolded.Where(by.IsMine));

    private static DocumentError Refusal(SourceText source, string why) =>
        new(source.Source.Name, SourceSpan.FileStart, $"The file was not changed, because the result would not be what is meant: {why}");

    private SourceText Read(Source source)
    {
        SourceBytes bytes;
        try
        {
            using Stream stream = source.Open();
            bytes = SourceBytes.Read(stream, maxBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return SourceText.Failed(source, $"The file cannot be read: {e.Message}");
        }
        if (!bytes.IsWhole)
            return SourceText.Failed(source, $"The file is longer than {hardener.Options.Limits.MaxLength} characters and was not read; split it.");
        if (TextOf(bytes) is not { } text)
            return SourceText.Failed(source, "The file is not UTF-8 text and was not changed; save it as UTF-8.");
        bool hasMark = text.Length > 0 && text[0] == '\uFEFF';
        text = hasMark ? text.Substring(1) : text;
        var read = new SourceText(source, text, hasMark, new SourceContent(source.Name, [], []));
        if (ObstacleOf(source, text) is { } obstacle)
            return read with { Failure = read.Unchanged([new DocumentError(source.Name, SourceSpan.FileStart, obstacle)]) };
        SourceContent content = ReadText(read, text);
        return content.Errors.Count > 0 ? read with { Failure = read.Unchanged(content.Errors) } : read with { Content = content };
    }

    private SourceContent ReadText(SourceText source, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(source.HasMark ? '\uFEFF' + text : text);
        Source original = source.Source;
        return reader.Read(new Source(original.Name, () => new MemoryStream(bytes, writable: false), original.OpenBeside) { IsFound = original.IsFound });
    }

    private static string? TextOf(SourceBytes bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.Buffer, 0, bytes.Count);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A template is no manifest: what is made of it is known only where it is rendered.</summary>
    private static string? ObstacleOf(Source source, string text)
    {
        if (text.IndexOf("{{", StringComparison.Ordinal) < 0)
            return null;
        bool isTemplate = source.Name.Replace('\\', '/').Split('/').Contains("templates")
            || text.Split('\n').Any(l => l.IndexOf("{{", StringComparison.Ordinal) is >= 0 and var at && l.IndexOf('#') is >= 0 and var sign && sign < at);
        return isTemplate ? "The file is a template of Helm and was not changed; harden what it is rendered from by hand." : null;
    }

    /// <summary>A source that was read, or why it was not.</summary>
    private sealed record SourceText(Source Source, string Text, bool HasMark, SourceContent Content)
    {
        public HardenedSource? Failure { get; init; }

        public HardenedSource Unchanged(IReadOnlyList<DocumentError> errors) =>
            new(Source.Name, Text, Text, [], [], [], errors) { HasByteOrderMark = HasMark };

        public static SourceText Failed(Source source, string message)
        {
            var read = new SourceText(source, "", false, new SourceContent(source.Name, [], []));
            return read with { Failure = read.Unchanged([new DocumentError(source.Name, SourceSpan.FileStart, message)]) };
        }
    }
}
