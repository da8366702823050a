using System.Text;

namespace ContainerSecurity.Hardening.Editing;

/// <summary>Changes of one text, which touch nothing but what they name.</summary>
internal static class TextEdits
{
    /// <summary>The text after the changes; null where two of them are about the same characters.</summary>
    public static string? Apply(string text, IEnumerable<TextEdit> edits)
    {
        var changed = new StringBuilder(text.Length + 1024);
        int at = 0;
        foreach (TextEdit edit in edits.OrderBy(e => e.Start).ThenByDescending(e => e.Depth))
        {
            if (edit.Start < at)
                return null;
            changed.Append(text, at, edit.Start - at).Append(edit.Text);
            at = edit.End;
        }
        return changed.Append(text, at, text.Length - at).ToString();
    }
}
