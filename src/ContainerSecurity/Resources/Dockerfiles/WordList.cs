using System.Text;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>Words, split at white space that is neither quoted nor escaped.</summary>
internal sealed class WordList
{
    private readonly List<string> words = [];
    private readonly StringBuilder word = new();

    public void Add(char c)
    {
        if (!char.IsWhiteSpace(c))
            word.Append(c);
        else if (word.Length > 0)
            Close();
    }

    public void AddSplit(string piece)
    {
        foreach (char c in piece)
            Add(c);
    }

    public void AddWhole(string piece) => word.Append(piece);

    public List<string> Close()
    {
        if (word.Length > 0)
            words.Add(word.ToString());
        word.Clear();
        return words;
    }
}
