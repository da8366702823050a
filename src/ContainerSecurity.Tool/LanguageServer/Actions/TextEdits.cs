using ContainerSecurity.Tool.Hardening;
using ContainerSecurity.Tool.LanguageServer.Documents;
using ContainerSecurity.Tool.LanguageServer.Protocol;
using Range = ContainerSecurity.Tool.LanguageServer.Protocol.Range;

namespace ContainerSecurity.Tool.LanguageServer.Actions;

/// <summary>Makes of two texts the changes that lead from one to the other, whole lines at a time.</summary>
internal static class TextEdits
{
    public static IReadOnlyList<TextEdit> Between(DocumentText before, string after)
    {
        var edits = new List<TextEdit>();
        var text = new System.Text.StringBuilder();
        int start = 0, end = 0;
        bool isOpen = false;
        foreach (LineComparison line in LineComparison.Of(before.Text, after).Append(new LineComparison(' ', "", 0, 0)))
        {
            if (line.Sign == ' ' && isOpen)
            {
                edits.Add(new TextEdit(new Range(before.PositionOf(start), before.PositionOf(end)), text.ToString()));
                text.Clear();
            }
            if (line.Sign != ' ' && !isOpen)
                start = end;
            isOpen = line.Sign != ' ';
            if (line.Sign == '+')
                text.Append(line.Text);
            else
                end += line.Text.Length;
        }
        return edits;
    }
}
