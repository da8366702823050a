using System.Text;

namespace ContainerSecurity.Resources.Shell;

/// <summary>Reads shell commands far enough to know programs, arguments and pipes. It never fails: what it does not know it takes for words.</summary>
internal sealed class ShellReader
{
    /// <summary>Words after which a command starts anew.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal) { "if", "then", "else", "elif", "do", "while", "until", "!", "{", "time" };

    /// <summary>Words that end something; a pipe may follow them.</summary>
    private static readonly HashSet<string> Closing = new(StringComparer.Ordinal) { "fi", "done", "esac", "}" };

    private readonly ShellText source;
    private readonly string text;
    private readonly Queue<ShellText> heredocs;
    private readonly int depth;
    private readonly List<ShellCommand> commands = [];
    private readonly Stack<int> groups = new();
    private readonly List<(string Name, bool StripsTabs)> pending = [];
    private List<ShellWord> assignments = [];
    private List<ShellWord> words = [];
    private List<ShellWord> files = [];
    private List<ShellText> bodies = [];
    private int groupStart = -1;
    private (int Start, int End)? piping;
    private int position;

    public ShellReader(ShellText source, IReadOnlyList<ShellText> heredocs, int depth)
    {
        this.source = source;
        this.heredocs = new Queue<ShellText>(heredocs);
        this.depth = depth;
        text = source.Text;
    }

    /// <summary>The commands in their order.</summary>
    public IReadOnlyList<ShellCommand> Read()
    {
        ReadUntil('\0');
        return commands;
    }

    public static bool IsAssignment(string word)
    {
        int equals = word.IndexOf('=');
        if (equals <= 0 || char.IsDigit(word[0]))
            return false;
        for (int i = 0; i < equals; i++)
            if (!char.IsLetterOrDigit(word[i]) && word[i] != '_' && !(word[i] == '+' && i == equals - 1))
                return false;
        return true;
    }

    private void ReadUntil(char stop)
    {
        while (position < text.Length)
        {
            char c = text[position];
            if (c == stop && (c != ')' || groups.Count == 0))
                break;
            if (char.IsWhiteSpace(c) && c != '\n')
                position++;
            else if (c == '#')
                SkipComment();
            else if (c == '\n' || c is ';' or '&' or '|' or '(' or ')')
                Operator(c);
            else if (c is '<' or '>' && !IsSubstitution())
                Redirect();
            else
                TakeWord();
        }
        EndCommand();
        piping = null;
    }

    private void Operator(char c)
    {
        position++;
        bool isDouble = position < text.Length && text[position] == c;
        switch (c)
        {
            case '(':
                EndCommand();
                groups.Push(commands.Count);
                break;
            case ')':
                EndCommand();
                groupStart = groups.Count > 0 ? groups.Pop() : -1;
                break;
            case '|' when !isDouble:
                position += position < text.Length && text[position] == '&' ? 1 : 0;
                Pipe();
                break;
            case '&' when position < text.Length && text[position] == '>':
                Redirect();
                break;
            default:
                position += isDouble && c != '\n' ? 1 : 0;
                EndCommand();
                piping = null;
                groupStart = -1;
                break;
        }
        if (c == '\n')
            SkipHeredocs();
    }

    private void Pipe()
    {
        int before = commands.Count;
        EndCommand();
        piping = (commands.Count > before ? before : groupStart, commands.Count);
        groupStart = -1;
    }

    private void EndCommand()
    {
        if (assignments.Count + words.Count + files.Count + bodies.Count == 0)
            return;
        ShellCommand command = StartedCommands.Attach(new ShellCommand(assignments, words, files), depth);
        foreach (ShellWord word in assignments.Concat(words).Concat(files))
            command.Inner.AddRange(word.Substituted);
        foreach (ShellText body in bodies.Where(b => TakesScript(command.Innermost, b.Text)))
            command.Inner.AddRange(new ShellReader(body, [], depth + 1).Read());
        if (piping is var (start, end) && start >= 0)
            for (int i = start; i < end; i++)
                commands[i].PipedInto ??= command;
        piping = null;
        commands.Add(command);
        (assignments, words, files, bodies) = ([], [], [], []);
    }

    /// <summary>
    /// Whether a here-document is a script of a shell: it stands alone, or a shell reads it, and no other program is
    /// named in its first line.
    /// </summary>
    private bool TakesScript(ShellCommand command, string body) =>
        depth < StartedCommands.MaxDepth
        && (command.Words.Count == 0
            ? command.Files.Count == 0
            : command.IsShell && command.Arguments.All(a => a.Text.StartsWith("-", StringComparison.Ordinal)))
        && (!body.StartsWith("#!", StringComparison.Ordinal) || NamesShell(body.Split('\n')[0].Substring(2)));

    /// <summary>Whether the first line of a script names a shell, with options or behind <c>env</c>, or nothing at all.</summary>
    private static bool NamesShell(string line)
    {
        string[] named = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return named.Length == 0 || named.Any(n => ShellCommand.BaseName(n).EndsWith("sh", StringComparison.Ordinal));
    }

    private void TakeWord()
    {
        ShellWord word = ReadWord();
        bool isFirst = words.Count == 0;
        if (position < text.Length && text[position] is '<' or '>' && word.Text.Length > 0 && word.Text.All(char.IsDigit))
            Redirect();
        else if (isFirst && assignments.Count == 0 && Reserved.Contains(word.Text))
            EndGroup(word.Text);
        else if (isFirst && assignments.Count == 0 && Closing.Contains(word.Text))
            groupStart = word.Text == "}" && groups.Count > 0 ? groups.Pop() : -1;
        else if (isFirst && IsAssignment(word.Text))
            assignments.Add(word);
        else
            words.Add(word);
    }

    private void EndGroup(string word)
    {
        if (word == "{")
            groups.Push(commands.Count);
    }

    private bool IsSubstitution() => position + 1 < text.Length && text[position + 1] == '(';

    /// <summary>A redirection; its file is kept, and a here-document is taken from those that stand by.</summary>
    private void Redirect()
    {
        int start = position;
        while (position < text.Length && text[position] is '<' or '>' or '&' or '|' && position - start < 3)
            position++;
        string operation = text.Substring(start, position - start);
        bool isHeredoc = operation == "<<";
        bool strips = isHeredoc && position < text.Length && text[position] == '-';
        position += strips ? 1 : 0;
        while (position < text.Length && text[position] is ' ' or '\t')
            position++;
        if (position >= text.Length || text[position] is '\n' or ';' or ')' or '(')
            return;
        ShellWord target = ReadWord();
        if (!isHeredoc)
            files.Add(target);
        else if (heredocs.Count > 0)
            bodies.Add(heredocs.Dequeue());
        else
            pending.Add((target.Text, strips));
    }

    private void SkipHeredocs()
    {
        foreach ((string name, bool strips) in pending)
        {
            while (position < text.Length)
            {
                int end = text.IndexOf('\n', position);
                end = end < 0 ? text.Length : end;
                string line = text.Substring(position, end - position);
                position = Math.Min(text.Length, end + 1);
                if ((strips ? line.TrimStart('\t') : line) == name)
                    break;
            }
        }
        pending.Clear();
    }

    private void SkipComment()
    {
        int end = text.IndexOf('\n', position);
        position = end < 0 ? text.Length : end;
    }

    private ShellWord ReadWord()
    {
        int start = position;
        var word = new StringBuilder();
        var substituted = new List<ShellCommand>();
        bool isLiteral = true;
        while (position < text.Length && !IsWordEnd(text[position], position == start))
        {
            char c = text[position];
            if (c == '\'')
                SingleQuoted(word);
            else if (c == '"')
                DoubleQuoted(word, substituted, ref isLiteral);
            else if (c == '\\')
                Escaped(word);
            else if (c is '$' or '`' or '<' or '>')
                Expansion(word, substituted, ref isLiteral);
            else
                word.Append(text[position++]);
        }
        if (position == start)
            position++;
        return new ShellWord(word.ToString(), isLiteral, substituted, source.Locate(start, position));
    }

    private bool IsWordEnd(char c, bool isFirst) =>
        char.IsWhiteSpace(c) || c is ';' or '&' or '|' or '(' or ')' || (c is '<' or '>' && !(isFirst && IsSubstitution()));

    private void SingleQuoted(StringBuilder word)
    {
        int end = text.IndexOf('\'', position + 1);
        end = end < 0 ? text.Length : end;
        word.Append(text, position + 1, end - position - 1);
        position = Math.Min(text.Length, end + 1);
    }

    private void DoubleQuoted(StringBuilder word, List<ShellCommand> substituted, ref bool isLiteral)
    {
        position++;
        while (position < text.Length && text[position] != '"')
        {
            char c = text[position];
            if (c is '$' or '`')
                Expansion(word, substituted, ref isLiteral);
            else if (c == '\\' && position + 1 < text.Length && text[position + 1] is '"' or '\\' or '$' or '`' or '\n')
                Escaped(word);
            else
                word.Append(text[position++]);
        }
        position = Math.Min(text.Length, position + 1);
    }

    private void Escaped(StringBuilder word)
    {
        if (position + 1 < text.Length && text[position + 1] != '\n')
            word.Append(text[position + 1]);
        position = Math.Min(text.Length, position + 2);
    }

    /// <summary>A variable, or a command whose output stands there.</summary>
    private void Expansion(StringBuilder word, List<ShellCommand> substituted, ref bool isLiteral)
    {
        int start = position;
        char c = text[position++];
        isLiteral = false;
        if (c == '`')
            Nested('`', substituted);
        else if (position < text.Length && text[position] == '(')
            Nested(')', substituted);
        else if (position < text.Length && text[position] == '{')
            SkipBraces();
        else if (position < text.Length && text[position] == '\'' && c == '$')
            SingleQuoted(new StringBuilder());
        word.Append(text, start, position - start);
    }

    private void Nested(char stop, List<ShellCommand> substituted)
    {
        position += stop == ')' ? 1 : 0;
        if (depth >= StartedCommands.MaxDepth)
        {
            position = text.Length;
            return;
        }
        var inner = new ShellReader(source, [], depth + 1) { position = position };
        inner.ReadUntil(stop);
        substituted.AddRange(inner.commands);
        position = Math.Min(text.Length, inner.position + 1);
    }

    private void SkipBraces()
    {
        int open = 0;
        for (; position < text.Length; position++)
        {
            open += text[position] == '{' ? 1 : text[position] == '}' ? -1 : 0;
            if (open == 0)
            {
                position++;
                return;
            }
        }
    }
}
