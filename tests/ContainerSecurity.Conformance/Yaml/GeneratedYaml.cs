using System.Globalization;
using System.Text;

namespace ContainerSecurity.Conformance.Yaml;

/// <summary>
/// A document of any shape, with what it means: collections by indentation and in brackets, all styles of scalars with
/// all indicators, anchors, comments, odd indentation.
/// </summary>
internal sealed class GeneratedYaml
{
    private static readonly string[] Words =
    [
        "a", "name", "x-y", "image:1.2", "http://h/p#f", "don't", "50%", "é", "日本", "😀", "v1", "a,b", "k=v", "~x",
        "-1x", "(z)"
    ];
    private static readonly string[] Odd =
    [
        "", " ", "a: b", "# no", "x #y", "- z", "[a", "{b}", "'q'", "\"d\"", "&a", "*b", "!t", "|", ">", "%d", "@e",
        "`f`", "? k", "\t", "a\tb", "tail ", "\\n", "null", "true", "---", "...", "\u00A0"
    ];
    private readonly Random random;
    private readonly StringBuilder text = new();
    private readonly List<(string Name, string Meaning)> anchors = [];
    private int anchorCount;

    public GeneratedYaml(int seed)
    {
        random = new Random(seed);
        if (Chance(3))
            text.Append("# first\n");
        if (Chance(3))
            text.Append("---\n");
        Meaning = Block(0, 3, Chance(2));
        if (Chance(4))
            text.Append("# last\n");
    }

    public string Text => text.ToString();

    /// <summary>The meaning, as <see cref="OtherReaders"/> writes it.</summary>
    public string Meaning { get; }

    private bool Chance(int one) => random.Next(one) == 0;

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private string Block(int indent, int depth, bool isSequence)
    {
        int count = random.Next(1, 5);
        var parts = new List<string>();
        for (int i = 0; i < count; i++)
            parts.Add(isSequence ? Item(indent, depth) : Entry(indent, depth, i));
        return isSequence ? $"[{string.Join(",", parts)}]" : $"{{{string.Join(",", parts)}}}";
    }

    private string Item(int indent, int depth)
    {
        text.Append(' ', indent).Append('-');
        if (depth > 0 && Chance(5))
        {
            // A collection that begins on the line of its dash.
            int blanks = random.Next(1, 4);
            text.Append(' ', blanks);
            bool isSequence = Chance(2);
            int at = text.Length;
            string meaning = Block(indent + 1 + blanks, depth - 1, isSequence);
            text.Remove(at, indent + 1 + blanks);
            return meaning;
        }
        return Value(indent, depth, minimum: 1);
    }

    private string Entry(int indent, int depth, int number)
    {
        string key = Pick(Words).Replace("#", "") + number.ToString(CultureInfo.InvariantCulture);
        text.Append(' ', indent);
        bool isExplicit = Chance(12);
        text.Append(isExplicit ? "? " : "");
        text.Append(random.Next(4) switch { 0 => Single(key), 1 => Double(key), _ => key[0] is '-' or '~' or '(' ? Single(key) : key });
        text.Append(isExplicit ? "\n" + new string(' ', indent) + ":" : Chance(5) ? "  :" : ":");
        return $"{key}={Value(indent, depth, minimum: isExplicit ? 1 : 0)}";
    }

    /// <summary>A value behind a dash or a colon, to the end of its line or block.</summary>
    private string Value(int indent, int depth, int minimum)
    {
        if (anchors.Count > 0 && Chance(10))
        {
            (string name, string meaning) = anchors[random.Next(anchors.Count)];
            text.Append(" *").Append(name);
            EndLine();
            return meaning;
        }
        string? anchor = Chance(8) ? "n" + (anchorCount++).ToString(CultureInfo.InvariantCulture) : null;
        if (anchor is not null)
            text.Append(" &").Append(anchor);
        string value = depth > 0 && Chance(3) ? Nested(indent, depth, minimum) : Scalar(indent);
        if (anchor is not null)
            anchors.Add((anchor, value));
        return value;
    }

    private string Nested(int indent, int depth, int minimum)
    {
        bool isSequence = Chance(2);
        if (Chance(3))
        {
            text.Append(' ');
            string flow = Flow(indent, 2, isSequence);
            EndLine();
            return flow;
        }
        EndLine();
        return Block(indent + random.Next(isSequence ? minimum : 1, 5), depth - 1, isSequence);
    }

    private string Flow(int indent, int depth, bool isSequence)
    {
        text.Append(isSequence ? '[' : '{');
        int count = random.Next(0, 4);
        var parts = new List<string>();
        for (int i = 0; i < count; i++)
        {
            Gap(indent);
            string key = "";
            if (!isSequence)
            {
                key = $"k{i}";
                text.Append(Chance(3) ? Double(key) : key).Append(": ");
                key += "=";
            }
            parts.Add(key + (depth > 0 && Chance(4) ? Flow(indent, depth - 1, Chance(2)) : FlowScalar()));
            Gap(indent);
            text.Append(i + 1 < count || Chance(4) ? "," : "");
        }
        Gap(indent);
        text.Append(isSequence ? ']' : '}');
        return (isSequence ? "[" : "{") + string.Join(",", parts) + (isSequence ? "]" : "}");
    }

    private void Gap(int indent)
    {
        if (Chance(6))
            text.Append(Chance(3) ? " # c" : "").Append('\n').Append(' ', indent + 1 + random.Next(3));
        else
            text.Append(' ');
    }

    private string FlowScalar()
    {
        string value = random.Next(3) == 0 ? Pick(Odd) : Pick(Words);
        text.Append(Chance(2) ? Double(value) : Single(value));
        return value;
    }

    private string Scalar(int indent)
    {
        switch (random.Next(6))
        {
            case 0:
                return Written(Single, indent);
            case 1:
                return Written(Double, indent);
            case 2:
                return Literal(indent);
            case 3:
                return Folded(indent);
            default:
                return Plain(indent);
        }
    }

    private string Written(Func<string, string> quote, int indent)
    {
        string value = Chance(2) ? Pick(Odd) : Pick(Words) + " " + Pick(Words);
        string written = quote(value);
        int blank = value.IndexOf(' ');
        // A single blank between words may be a line break.
        if (blank > 0
            && blank < value.Length - 1
            && value[blank + 1] != ' '
            && value[0] != ' '
            && Chance(3)
            && !value.Contains('\t')
            && !value.Contains('#')
            && !written.Contains("\\ "))
            written = written.Replace(value.Substring(blank - 1, 3), $"{value[blank - 1]}\n{new string(' ', indent + 1 + random.Next(3))}{value[blank + 1]}");
        text.Append(' ').Append(written);
        EndLine();
        return value;
    }

    private string Plain(int indent)
    {
        var words = new List<string> { "p" + Pick(Words) };
        while (Chance(2))
            words.Add("w" + Pick(Words));
        text.Append(' ').Append(words[0]);
        foreach (string word in words.Skip(1))
            text.Append(Chance(4) ? "\n" + new string(' ', indent + 1 + random.Next(4)) : " ").Append(word);
        EndLine();
        return string.Join(" ", words);
    }

    private string Literal(int indent)
    {
        var lines = new List<string>();
        for (int i = random.Next(1, 4); i > 0; i--)
            lines.Add(Chance(5) ? "" : (Chance(5) ? "  " : "") + Pick(Words) + " " + Pick(Odd).Trim().Replace("\t", " "));
        lines.Add("end");
        return WriteBlock('|', indent, lines, string.Join("\n", lines));
    }

    private string Folded(int indent)
    {
        string[] lines = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => "f" + Pick(Words))];
        return WriteBlock('>', indent, lines, string.Join(" ", lines));
    }

    private string WriteBlock(char sign, int indent, IReadOnlyList<string> lines, string value)
    {
        int deeper = random.Next(1, 4);
        int chomping = random.Next(3);
        int blankLines = random.Next(3);
        bool mustSay = lines[0].Length == 0 || lines[0][0] == ' ';
        // At the root a block counts from the column of its keys, which is 0.
        string given = mustSay || Chance(4) ? deeper.ToString(CultureInfo.InvariantCulture) : "";
        string chomp = chomping switch { 0 => "", 1 => "-", _ => "+" };
        text.Append(' ').Append(sign).Append(Chance(2) ? given + chomp : chomp + given).Append(Chance(4) ? "  # of a block" : "").Append('\n');
        foreach (string line in lines)
            text.Append(' ', line.Length == 0 ? random.Next(deeper) : indent + deeper).Append(line).Append('\n');
        text.Append('\n', blankLines);
        return value + chomping switch { 0 => "\n", 1 => "", _ => "\n" + new string('\n', blankLines) };
    }

    private void EndLine()
    {
        text.Append(Chance(6) ? "   # beside" : "").Append('\n');
        if (Chance(8))
            text.Append(' ', random.Next(6)).Append("# alone\n");
        if (Chance(10))
            text.Append('\n');
    }

    private static string Single(string value) => value.Contains('\n') ? Double(value) : $"'{value.Replace("'", "''")}'";

    private static string Double(string value) =>
        $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\t", "\\t").Replace("é", "\\u00e9").Replace("\u00A0", "\\_")}\"";
}
