using System.Text;

namespace ContainerSecurity.Resources.Shell;

/// <summary>Reads commands of cmd and PowerShell far enough to know programs, arguments and pipes. It never fails.</summary>
/// <param name="source">The text.</param>
/// <param name="dialect">Whose commands they are.</param>
/// <param name="depth">How many scripts stand around this one.</param>
internal sealed class WindowsShellReader(ShellText source, ShellDialect dialect, int depth)
{
    /// <summary>Words of cmd behind which a command stands.</summary>
    private static readonly string[] Prefixes = ["do", "else", "call", "start"];

    /// <summary>Commands of PowerShell that hand what they read to the commands in their braces.</summary>
    private static readonly string[] Loops = ["%", "ForEach-Object", "foreach"];

    private readonly string text = source.Text;
    private readonly bool isPowerShell = dialect == ShellDialect.PowerShell;
    private readonly char escape = dialect == ShellDialect.PowerShell ? '`' : '^';
    private readonly List<ShellCommand> commands = [];
    private List<ShellWord> words = [];
    private ShellCommand? left;
    private int position;

    /// <summary>The commands in their order.</summary>
    public IReadOnlyList<ShellCommand> Read()
    {
        ReadUntil('\0');
        return commands;
    }

    private void ReadUntil(char stop)
    {
        while (position < text.Length && (stop == '\0' || text[position] != stop))
        {
            char c = text[position];
            if (c == '\n')
                Separate(1);
            else if (char.IsWhiteSpace(c))
                position++;
            else if (isPowerShell && c == '#')
                position = text.IndexOf('\n', position) is >= 0 and var end ? end : text.Length;
            else if (c is '|' or '&' || (isPowerShell && c == ';'))
                Operator(c);
            else if (isPowerShell ? c is '{' or '}' or ')' : c is '(' or ')' or '@')
                Separate(1);
            else
                words.Add(ReadWord());
        }
        End();
        left = null;
    }

    private void Operator(char c)
    {
        bool isDouble = position + 1 < text.Length && text[position + 1] == c;
        if (c == '|' && !isDouble)
        {
            position++;
            int before = commands.Count;
            End();
            left = commands.Count > before ? commands[commands.Count - 1] : null;
        }
        else
        {
            Separate(isDouble ? 2 : 1);
        }
    }

    private void Separate(int length)
    {
        bool opens = text[position] is '{' or '(';
        bool isLoop = opens && words.Count > 0 && Array.Exists(Loops, l => string.Equals(l, words[0].Text, StringComparison.OrdinalIgnoreCase));
        position += length;
        End();
        left = isLoop ? commands[commands.Count - 1] : opens ? left : null;
    }

    private void End()
    {
        if (isPowerShell && words.Count > 2 && words[1].Text == "=" && words[0].Text.StartsWith("$", StringComparison.Ordinal))
            words = [.. words.Skip(2)];
        else if (!isPowerShell && words.Count > 1 && Array.Exists(Prefixes, p => string.Equals(p, words[0].Text, StringComparison.OrdinalIgnoreCase)))
            words = [.. words.Skip(1)];
        if (words.Count == 0)
            return;
        ShellCommand command = StartedCommands.Attach(new ShellCommand([], words, []), depth);
        foreach (ShellWord word in words)
            command.Inner.AddRange(word.Substituted);
        if (left is not null)
            left.PipedInto ??= command;
        left = null;
        commands.Add(command);
        words = [];
    }

    private ShellWord ReadWord()
    {
        int start = position;
        var word = new StringBuilder();
        var substituted = new List<ShellCommand>();
        bool isLiteral = true;
        while (position < text.Length && !IsWordEnd(text[position]))
        {
            char c = text[position];
            isLiteral &= c != (isPowerShell ? '$' : '%');
            if (c == escape && position + 1 < text.Length)
                Take(word, 1);
            else if (c == '"' || (isPowerShell && c == '\''))
                Quoted(c, word, substituted, ref isLiteral);
            else if (isPowerShell && c == '(')
                Nested(word, substituted);
            else
                Take(word, 0);
        }
        if (position == start)
            position++;
        return new ShellWord(word.ToString(), isLiteral, substituted, source.Locate(start, position));
    }

    private bool IsWordEnd(char c) => char.IsWhiteSpace(c) || c == '|' || (isPowerShell ? c is ';' or '{' or '}' or ')' : c == '&');

    private void Take(StringBuilder word, int skipped)
    {
        word.Append(text[position + skipped]);
        position += skipped + 1;
    }

    /// <summary>A quoted piece, in which a quote is written twice or escaped.</summary>
    private void Quoted(char quote, StringBuilder word, List<ShellCommand> substituted, ref bool isLiteral)
    {
        position++;
        while (position < text.Length)
        {
            char c = text[position];
            bool isTwice = c == quote && position + 1 < text.Length && text[position + 1] == quote;
            if (c == quote && !(isTwice && isPowerShell))
                break;
            if (isPowerShell && quote == '"' && c == '$')
                isLiteral = false;
            if (isPowerShell && quote == '"' && c == '$' && position + 1 < text.Length && text[position + 1] == '(')
            {
                Take(word, 0);
                Nested(word, substituted);
            }
            else
            {
                bool isEscaped = isTwice || (position + 1 < text.Length
                    && (isPowerShell ? quote == '"' && c == escape : c == '\\' && text[position + 1] == '"'));
                Take(word, isEscaped ? 1 : 0);
            }
        }
        position = Math.Min(text.Length, position + 1);
    }

    /// <summary>Commands in brackets, whose result stands there.</summary>
    private void Nested(StringBuilder word, List<ShellCommand> substituted)
    {
        int start = position++;
        if (depth >= StartedCommands.MaxDepth)
        {
            position = text.Length;
            return;
        }
        var inner = new WindowsShellReader(source, dialect, depth + 1) { position = position };
        inner.ReadUntil(')');
        substituted.AddRange(inner.commands);
        position = Math.Min(text.Length, inner.position + 1);
        word.Append(text, start, position - start);
    }
}
