namespace ContainerSecurity.Resources.Shell;

/// <summary>Reads shell commands far enough to know programs, arguments and pipes. It never fails: what it does not know it takes for words.</summary>
internal sealed partial class ShellReader
{
    /// <summary>Words after which a command starts anew.</summary>
    private static readonly HashSet<string> Reserved =
        new(StringComparer.Ordinal) { "if", "then", "else", "elif", "do", "while", "until", "!", "{", "time", "case" };

    /// <summary>Words that end something; a pipe may follow them.</summary>
    private static readonly HashSet<string> Closing = new(StringComparer.Ordinal) { "fi", "done", "esac", "}" };

    /// <summary>Those of them, and of the words that start something, that belong together.</summary>
    private static readonly string[] Compounds = ["if", "while", "until", "case", "for", "select"];

    private readonly ShellText source;
    private readonly string text;
    private readonly Queue<ShellText> heredocs;
    private readonly int depth;
    private readonly List<ShellCommand> commands = [];
    private readonly Stack<int> groups = new();
    private readonly Stack<int> compounds = new();
    private readonly List<InnerHeredoc> pending = [];
    private List<ShellWord> assignments = [];
    private List<ShellWord> words = [];
    private List<ShellWord> files = [];
    private List<ShellText> bodies = [];
    private int groupStart = -1;
    private (int Start, int End)? piping;
    private int cases;
    private char closing;
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
        closing = stop;
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
                if (c == ';' && cases > 0 && (isDouble || IsNext('&')))
                    SkipPatterns();
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
        foreach (InnerHeredoc heredoc in pending)
            heredoc.Command ??= command;
        command.Printed.AddRange(command.Name == "cat" && command.Arguments.Count == 0 ? bodies : StartedCommands.PrintedBy(command));
        if (piping is var (start, end) && start >= 0)
            for (int i = start; i < end; i++)
                PipeInto(commands[i], command);
        piping = null;
        commands.Add(command);
        (assignments, words, files, bodies) = ([], [], [], []);
    }

    /// <summary>What a command prints into a shell is a script.</summary>
    private void PipeInto(ShellCommand left, ShellCommand right)
    {
        if (left.PipedInto is not null)
            return;
        left.PipedInto = right;
        foreach (ShellText printed in left.Printed)
            ReadPrinted(printed, right);
    }

    private void ReadPrinted(ShellText printed, ShellCommand reader)
    {
        if (reader.Innermost is { IsShell: true, Words.Count: > 0 } shell && TakesScript(shell, printed.Text))
            reader.Inner.AddRange(new ShellReader(printed, [], depth + 1).Read());
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
        return named.Length == 0 || named.Any(n => ShellCommand.BaseName(n) is var name && name != "pwsh" && name.EndsWith("sh", StringComparison.Ordinal));
    }

    private void TakeWord()
    {
        ShellWord word = ReadWord();
        bool isFirst = words.Count == 0;
        if (position < text.Length && text[position] is '<' or '>' && word.Text.Length > 0 && word.Text.All(char.IsDigit))
            Redirect();
        else if (isFirst && assignments.Count == 0 && Reserved.Contains(word.Text))
            Open(word);
        else if (isFirst && assignments.Count == 0 && Closing.Contains(word.Text))
            Close(word.Text);
        else if (isFirst && IsAssignment(word.Text))
            assignments.Add(word);
        else
            Add(word, isFirst);
    }

    private void Add(ShellWord word, bool isFirst)
    {
        if (isFirst && Compounds.Contains(word.Text))
            compounds.Push(commands.Count);
        words.Add(word);
    }

    private void Open(ShellWord word)
    {
        if (word.Text == "{")
            groups.Push(commands.Count);
        else if (Compounds.Contains(word.Text))
            compounds.Push(commands.Count);
        if (word.Text == "case")
            ReadCase(word);
    }

    private void Close(string word)
    {
        Stack<int> open = word == "}" ? groups : compounds;
        groupStart = open.Count > 0 ? open.Pop() : -1;
        if (word == "esac" && cases > 0)
            cases--;
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
            pending.Add(new InnerHeredoc(target.Text, strips));
    }

    /// <summary>Passes the here-documents of a line, and reads those that are scripts.</summary>
    private void SkipHeredocs()
    {
        foreach (InnerHeredoc heredoc in pending)
        {
            int start = position, stop = position;
            for (bool isOpen = true; isOpen && position < text.Length;)
            {
                int end = text.IndexOf('\n', position);
                end = end < 0 ? text.Length : end;
                string line = text.Substring(position, end - position);
                position = Math.Min(text.Length, end + 1);
                isOpen = (heredoc.StripsTabs ? line.TrimStart('\t') : line) != heredoc.Name;
                stop = isOpen ? position : stop;
            }
            ReadHeredoc(heredoc.Command, source.Part(start, stop));
        }
        pending.Clear();
    }

    private void ReadHeredoc(ShellCommand? command, ShellText body)
    {
        if (command?.Innermost is { IsShell: true } shell && TakesScript(shell, body.Text))
            command.Inner.AddRange(new ShellReader(body, [], depth + 1).Read());
        else if (command is { Name: "cat", Arguments.Count: 0, PipedInto: { } reader })
            ReadPrinted(body, reader);
    }

    /// <summary>Passes a comment; backticks are looked for before anything else is, so that they end one.</summary>
    private void SkipComment()
    {
        int end = closing == '`' ? text.IndexOfAny(['\n', '`'], position) : text.IndexOf('\n', position);
        position = end < 0 ? text.Length : end;
    }
}
