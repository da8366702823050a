using System.Text;

namespace ContainerSecurity.SupplyChain.ScannerReports;

/// <summary>Saves of a JSON text that breaks off what stands before the break.</summary>
internal static class BrokenJson
{
    private const int MaxDepth = 128;

    /// <summary>
    /// Returns the longest beginning of a text that ends behind a whole object or list, with the brackets that it
    /// leaves open closed, so that all places in it stay the same; null where there is none.
    /// </summary>
    public static string? WholeBeginning(string text)
    {
        var open = new Stack<char>();
        char[] openThere = [];
        int end = 0;
        bool isText = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (isText)
            {
                if (c == '\\')
                    i++;
                else if (c is '"' or '\n')
                    isText = false;
            }
            else if (c == '"')
                isText = true;
            else if (c is '{' or '[')
                open.Push(c == '{' ? '}' : ']');
            else if (c is '}' or ']')
            {
                if (open.Count == 0 || open.Pop() != c)
                    break;
                if (open.Count == 0)
                    break;
                if (open.Count > MaxDepth)
                    continue;
                end = i + 1;
                openThere = [.. open];
            }
        }
        return end == 0 || openThere.Length == 0 ? null : new StringBuilder(text, 0, end, end + openThere.Length).Append(openThere).ToString();
    }
}
