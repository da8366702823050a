using System.Text;

namespace ContainerSecurity.Policies;

/// <summary>Judges what a waiver says of its reason and its owner. Every place that reads a waiver asks here.</summary>
internal static class WaiverText
{
    /// <summary>Words that begin a note to oneself, whatever follows them.</summary>
    private static readonly HashSet<string> Marks = new(StringComparer.Ordinal) { "todo", "fixme", "tbd", "tba", "tbc", "tbf", "tobedone", "changeme" };

    /// <summary>Words that say nothing, alone and together.</summary>
    private static readonly HashSet<string> EmptyWords = new(StringComparer.Ordinal)
    {
        "todo", "fixme", "tbd", "tba", "tbc", "tbf", "changeme", "fix", "me", "change", "replace", "this",
        "na", "none", "nil", "null", "undefined", "unknown", "unassigned", "empty", "blank", "nothing", "no", "not", "available", "applicable", "yet",
        "someone", "somebody", "anyone", "anybody", "nobody", "who", "whoever",
        "placeholder", "dummy", "sample", "foo", "bar", "baz", "asdf", "qwerty", "blah", "lorem", "ipsum", "dolor", "sit", "amet", "wip", "pending",
        "insert", "enter", "add", "put", "write", "give", "state", "say", "provide", "specify", "type", "describe", "explain", "fill", "in", "please",
        "your", "my", "the", "a", "an", "some", "any", "of", "for", "until", "is", "it", "and", "or", "to", "do",
        "here", "goes", "later", "now", "soon",
        "reason", "reasons", "justification", "rationale", "explanation", "description", "comment", "text", "why", "because",
        "owner", "owners", "team", "teams", "name", "names", "person", "contact", "responsible",
    };

    /// <summary>What follows "to be" in a note to oneself.</summary>
    private static readonly HashSet<string> Participles = new(StringComparer.Ordinal)
    {
        "done", "determined", "decided", "defined", "announced", "confirmed", "clarified", "discussed", "provided", "filled", "added", "assigned", "named",
        "written", "explained", "specified", "checked", "agreed", "continued",
    };

    /// <summary>
    /// Returns whether a text only holds the place of a reason or an owner: <c>TODO: say why</c>, <c>tbd</c>,
    /// <c>???</c>, <c>&lt;owner&gt;</c>.
    /// </summary>
    public static bool IsPlaceholder(string text)
    {
        string trimmed = text.Trim();
        List<string> words = WordsOf(trimmed);
        return words.Count == 0
            || BeginsWithMark(trimmed)
            || IsTemplate(trimmed)
            || words.All(IsEmpty)
            || (words.All(w => w.Length == 1) && IsEmpty(string.Concat(words)))
            || (words is ["to", "be", ..] && words.Skip(2).All(w => Participles.Contains(w) || IsEmpty(w)));
    }

    private static bool IsEmpty(string word) => EmptyWords.Contains(word) || (word.Length > 1 && word.All(c => c == 'x'));

    /// <summary>A mark of several words (<c>to do:</c>), or one that a hyphen does not make part of a name (<c>todo-app</c>).</summary>
    private static bool BeginsWithMark(string text)
    {
        int start = 0;
        while (start < text.Length && !char.IsLetterOrDigit(text[start]))
            start++;
        if (text.Substring(0, start).Contains("??"))
            return true;
        int end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || IsJoint(text, end)))
            end++;
        string word = text.Substring(start, end - start).ToLowerInvariant();
        return Marks.Contains(word) || (word.Length > 2 && word.All(c => c == 'x')) || word is "to-do" or "fix-me"
            || text.Substring(start).StartsWith("to do:", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsJoint(string text, int at) => text[at] is '-' or '_' or '.' or '/' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]);

    /// <summary>Brackets of a template around all of the text; an address in angle brackets is none.</summary>
    private static bool IsTemplate(string text)
    {
        string inner = text.Trim('"', '\'', '`');
        bool isBracketed = (inner.StartsWith("<", StringComparison.Ordinal) && inner.IndexOf('>') == inner.Length - 1)
            || (inner.StartsWith("{{", StringComparison.Ordinal) && inner.IndexOf("}}", StringComparison.Ordinal) == inner.Length - 2)
            || (inner.StartsWith("${", StringComparison.Ordinal) && inner.IndexOf('}') == inner.Length - 1)
            || (inner.StartsWith("%", StringComparison.Ordinal) && inner.Length > 2 && inner.IndexOf('%', 1) == inner.Length - 1);
        return isBracketed && !inner.Contains("://") && !inner.Contains("@");
    }

    private static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (char c in text + " ")
            if (char.IsLetterOrDigit(c))
                word.Append(char.ToLowerInvariant(c));
            else if (c != '\'' && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        return words;
    }
}
