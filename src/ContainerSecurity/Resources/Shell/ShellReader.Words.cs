using System.Text;

namespace ContainerSecurity.Resources.Shell;

/// <content>The words: quotes, escapes, variables and substitutions.</content>
internal sealed partial class ShellReader
{
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
