using System.Text;

namespace ContainerSecurity.Sources;

/// <summary>The last word or text in quotes inside of brackets, which a colon makes a key.</summary>
internal sealed class FlowToken
{
    private const int MaxLength = 256;
    private readonly StringBuilder text = new();
    private bool isEnded;
    private bool isHidden;
    private bool isKind;

    /// <summary>A text in quotes.</summary>
    public void Set(string quoted)
    {
        text.Clear().Append(quoted);
        isHidden |= TopLevelReader.IsEscaped(quoted);
        isEnded = true;
    }

    /// <summary>A character outside of quotes. A blank ends a word; the next begins another.</summary>
    public void Append(char c)
    {
        if (char.IsWhiteSpace(c))
        {
            isEnded = text.Length > 0;
            return;
        }
        if (isEnded)
        {
            isHidden = text.Length > 0 && text[0] == '!';
            text.Clear();
        }
        isEnded = false;
        if (text.Length < MaxLength)
            text.Append(c);
    }

    /// <summary>A colon: the token is a key.</summary>
    public void EndKey(TopLevelDocument document, bool isTop)
    {
        string key = text.ToString();
        if (isTop && key.Length > 0)
            document.Add(key, isHidden);
        else
            document.AddBelow(key);
        Clear();
        isKind = isTop && key == "kind";
    }

    /// <summary>The end of a value.</summary>
    public void End(TopLevelDocument document)
    {
        if (isKind)
            document.SetKind(text.ToString());
        Clear();
    }

    /// <summary>Forgets the token.</summary>
    public void Clear()
    {
        text.Clear();
        isEnded = isHidden = isKind = false;
    }
}
