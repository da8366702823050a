namespace ContainerSecurity.Analyzers.Tests;

/// <summary>How one author lays code out: braces, commas, comments, line ends, indents, and the forms of <c>new</c> and of lists.</summary>
internal sealed class CodeLayout(Random random)
{
    private readonly bool isTyped = random.Next(2) == 0;
    private readonly bool hasTrailingComma = random.Next(2) == 0;
    private readonly bool isOnOneLine = random.Next(4) == 0;
    private readonly bool hasBraceOnTheLine = random.Next(3) == 0;
    private readonly bool hasEndOnTheLine = random.Next(8) == 0;
    private readonly int comments = random.Next(4);
    private readonly int lists = random.Next(5);
    private readonly string lineEnd = random.Next(3) == 0 ? "\r\n" : "\n";
    private readonly string indent = random.Next(3) switch { 0 => "\t", 1 => "  ", _ => "    " };
    private int told;

    /// <summary>Writes an object, a list or a value.</summary>
    /// <param name="value">What is written.</param>
    /// <param name="depth">The depth of the line on which it begins.</param>
    /// <param name="mayOmitType">Whether the place says the type.</param>
    public string Print(object value, int depth, bool mayOmitType) => value switch
    {
        CodeObject made => Print(made, depth, mayOmitType),
        CodeList list => Print(list, depth),
        _ => (string)value,
    };

    /// <summary>The text with the author's line ends and indents.</summary>
    public string Finish(string text) =>
        string.Join(lineEnd, text.Split('\n').Select(line =>
        {
            int depth = (line.Length - line.TrimStart(' ').Length) / 4;
            return string.Concat(Enumerable.Repeat(indent, depth)) + line.TrimStart(' ');
        }));

    private string Print(CodeObject made, int depth, bool mayOmitType)
    {
        bool omits = mayOmitType && !isTyped;
        string head = omits ? "new()" : $"new {made.Type}" + (made.Members.Count == 0 ? "()" : "");
        return made.Members.Count == 0
            ? head
            : head + Braced(depth, '{', '}', made.Members.Select(m => $"{m.Name} = {Print(m.Value, depth + 1, mayOmitType: true)}"));
    }

    private string Print(CodeList list, int depth)
    {
        bool isExpression = lists <= 1;
        string head = lists switch { 0 or 1 => "", 2 => "new[]", 3 => $"new List<{list.Type}>", _ => $"new {list.Type}[]" };
        IEnumerable<string> items = list.Items.Select(i => Print(i, depth + 1, mayOmitType: lists != 2));
        if (list.Type == "string")
            return isExpression ? $"[{string.Join(", ", items)}]" : $"{head} {{ {string.Join(", ", items)}{(hasTrailingComma ? "," : "")} }}";
        return head + Braced(depth, isExpression ? '[' : '{', isExpression ? ']' : '}', items);
    }

    private string Braced(int depth, char open, char close, IEnumerable<string> parts)
    {
        string[] all = [.. parts];
        string Indent(int level) => "\n" + new string(' ', 4 * level);
        if (isOnOneLine)
            return $"{(open == '[' ? "" : " ")}{open} {string.Join(", ", all)}{Comment(2, "/* {0} */")}{(hasTrailingComma ? "," : "")} {close}";
        string text = (hasBraceOnTheLine || open == '[' ? (open == '[' ? "" : " ") : Indent(depth)) + open;
        for (int i = 0; i < all.Length; i++)
            text += Comment(1, Indent(depth + 1) + "// {0}") + Indent(depth + 1) + all[i]
                + (i < all.Length - 1 || hasTrailingComma ? "," : "")
                + (i == all.Length - 1 && hasEndOnTheLine ? "" : Comment(2, " // {0}"))
                + (i == all.Length - 1 && !hasEndOnTheLine ? Comment(3, " /* {0}\n   goes on */") : "");
        return text + (hasEndOnTheLine ? " " : Comment(1, Indent(depth + 1) + "// {0}") + Indent(depth)) + close;
    }

    private string Comment(int kind, string form) => comments == kind && random.Next(2) == 0 ? string.Format(null, form, $"note {++told}") : "";
}
