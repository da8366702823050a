using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>Reads one logical line as an instruction.</summary>
/// <param name="file">The source.</param>
/// <param name="lines">Where the lines of here-documents come from.</param>
/// <param name="escape">The escape character of the file.</param>
/// <param name="problems">Receives what BuildKit rejects.</param>
internal sealed class InstructionReader(SourceFile file, DockerfileLines lines, char escape, ProblemList problems)
{
    private static readonly string[] JsonOrText = ["RUN", "CMD", "ENTRYPOINT", "SHELL"];
    private static readonly string[] JsonOrWords = ["ADD", "COPY", "VOLUME"];
    private static readonly string[] Pairs = ["ENV", "LABEL"];
    private static readonly string[] Texts = ["MAINTAINER", "STOPSIGNAL", "USER", "WORKDIR"];

    /// <summary>Reads the instruction of a line, and its here-documents from the lines that follow.</summary>
    public Instruction Read(LogicalLine line)
    {
        Instruction instruction = Read(line, 0);
        SourceSpan span = instruction.Node.Entries[0].KeySpan;
        foreach (string problem in InstructionGrammar.LineProblemsOf(instruction.Trigger ?? instruction))
            problems.Add(BuildPhase.Lines, span, problem);
        foreach (string problem in InstructionGrammar.ProblemsOf(instruction))
            problems.Add(BuildPhase.Instructions, span, problem);
        return instruction;
    }

    private Instruction Read(LogicalLine line, int start)
    {
        var splitter = new ArgumentSplitter(line.Text, escape);
        Token keyword = splitter.Keyword(start);
        string name = keyword.Text.ToUpperInvariant();
        IReadOnlyList<Token> flags = splitter.Flags(keyword.End, out int arguments);
        bool isTrigger = start > 0;
        Instruction? trigger = name == "ONBUILD" && !isTrigger && splitter.Rest(arguments) is not null ? Read(line, arguments) : null;
        IReadOnlyList<Token> tokens = Tokens(name, line, splitter, arguments, out bool isJson);
        IReadOnlyList<Heredoc> heredocs = !isJson && name is "RUN" or "COPY" or "ADD" ? ReadHeredocs(line, keyword) : [];
        ScalarNode[] scalars = [.. tokens.Select(t => Scalar(line, t))];
        ScalarNode[] flagScalars = [.. flags.Select(t => Scalar(line, t))];
        return new Instruction(keyword.Text)
        {
            Arguments = [.. scalars.Select(s => Field<string>.Known(s.Text, s))],
            Values = [.. scalars.Select(s => Field<string>.Known(s.Text, s))],
            Flags = [.. flagScalars.Select(ReadFlag)],
            IsJson = isJson,
            Heredocs = heredocs,
            Trigger = trigger,
            Comments = line.Comments,
            HasEmptyContinuation = line.HasEmptyContinuation,
            StartLine = line.StartLine,
            EndLine = Math.Max(line.EndLine, lines.Number),
            Map = line.Map,
            Tokens = tokens,
            Node = NodeOf(name, line, keyword, tokens, scalars, flagScalars, trigger),
        };
    }

    private IReadOnlyList<Token> Tokens(string name, LogicalLine line, ArgumentSplitter splitter, int start, out bool isJson)
    {
        isJson = false;
        if (JsonOrText.Contains(name) || JsonOrWords.Contains(name))
        {
            if (ReadJson(line, start) is { } items)
            {
                isJson = true;
                return items;
            }
            return JsonOrWords.Contains(name) ? splitter.Separated(start) : One(splitter.Rest(start));
        }
        if (Texts.Contains(name))
            return One(splitter.Rest(start));
        if (name == "HEALTHCHECK" && splitter.Rest(start) is not null)
        {
            Token type = splitter.Keyword(start);
            IReadOnlyList<Token>? command = ReadJson(line, type.End);
            isJson = command is not null;
            return [type, .. command ?? One(splitter.Rest(type.End))];
        }
        if (Pairs.Contains(name) || name == "ARG")
            return PairTokens(name, splitter, start);
        return splitter.Separated(start);
    }

    private IReadOnlyList<Token> PairTokens(string name, ArgumentSplitter splitter, int start)
    {
        IReadOnlyList<Token> words = splitter.Words(start);
        if (name == "ARG" || words.Count == 0 || words[0].Text.Contains("="))
            return words;
        Token key = splitter.Keyword(start);
        return splitter.Rest(key.End) is { } value ? [key, value] : [key];
    }

    private IReadOnlyList<Token>? ReadJson(LogicalLine line, int start)
    {
        var json = new JsonForm(line.Text, start);
        IReadOnlyList<Token>? items = json.Read();
        if (json.HoldsOtherThanStrings)
            problems.Add(BuildPhase.Lines, line.Map.Span(start, line.Text.Length), "when using JSON array syntax, arrays must be comprised of strings only");
        return items;
    }

    private List<Heredoc> ReadHeredocs(LogicalLine line, Token keyword)
    {
        var heredocs = new List<Heredoc>();
        foreach (string word in HeredocWords(line.Text.Substring(keyword.End)))
        {
            if (Heredoc.TryParse(word) is not { } head)
                continue;
            if (lines.ReadHeredoc(head) is { } heredoc)
                heredocs.Add(heredoc);
            else
                problems.Add(BuildPhase.Lines, line.Map.Span(keyword.Start, keyword.End), "unterminated heredoc");
        }
        return heredocs;
    }

    /// <summary>The words of a line that may start a here-document; white space after <c>&lt;&lt;</c> does not count.</summary>
    private static List<string> HeredocWords(string line)
    {
        if (line.IndexOf("<<", StringComparison.Ordinal) < 0)
            return [];
        var expander = new WordExpander(line, '\\', _ => VariableValue.Unset) { KeepsQuotes = true, KeepsEscapes = true, KeepsUnset = true };
        IReadOnlyList<string> words = expander.ExpandWords() ?? [];
        var joined = new List<string>(words.Count);
        for (int i = 0; i < words.Count; i++)
        {
            bool isOpen = words[i].TrimEnd('-').TrimStart([.. "0123456789"]) == "<<" && i + 1 < words.Count;
            joined.Add(isOpen ? words[i] + words[++i] : words[i]);
        }
        return joined;
    }

    private InstructionFlag ReadFlag(ScalarNode scalar)
    {
        string text = scalar.Text.Substring(2);
        int equals = text.IndexOf('=');
        return equals < 0
            ? new InstructionFlag(text, Field<string>.Missing(scalar))
            : new InstructionFlag(text.Substring(0, equals), Field<string>.Known(text.Substring(equals + 1), scalar));
    }

    private MappingNode NodeOf(
        string name,
        LogicalLine line,
        Token keyword,
        IReadOnlyList<Token> tokens,
        ScalarNode[] arguments,
        ScalarNode[] flags,
        Instruction? trigger)
    {
        SourceSpan key = line.Map.Span(keyword.Start, keyword.End);
        int end = tokens.Count > 0 ? tokens[tokens.Count - 1].End : keyword.End;
        SourceSpan whole = line.Map.Span(keyword.Start, end);
        SourceSpan shown = whole.EndLine == key.Line ? whole : key;
        var entries = new List<MappingEntry>(4);
        entries.Add(new MappingEntry("instruction", key, new ScalarNode(file, shown, name, ScalarStyle.Plain)));
        if (flags.Length > 0)
            entries.Add(new MappingEntry("flags", key, new SequenceNode(file, flags[0].Span, flags)));
        if (trigger is not null)
            entries.Add(new MappingEntry("trigger", key, trigger.Node));
        else if (arguments.Length > 0)
            entries.Add(new MappingEntry("arguments", key, new SequenceNode(file, arguments[0].Span, arguments)));
        return new MappingNode(file, whole, entries);
    }

    private ScalarNode Scalar(LogicalLine line, Token token) => new(file, line.Map.Span(token.Start, token.End), token.Text, ScalarStyle.Plain);

    private static IReadOnlyList<Token> One(Token? token) => token is { } one ? [one] : [];
}
