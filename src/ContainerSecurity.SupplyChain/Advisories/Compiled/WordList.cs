namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>Words that come again and again, each written once.</summary>
internal sealed class WordList
{
    private readonly List<string> words = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Words => words;

    public int NumberOf(string word)
    {
        if (!numbers.TryGetValue(word, out int number))
        {
            numbers[word] = number = words.Count;
            words.Add(word);
        }

        return number;
    }

    /// <exception cref="AdvisoryFileException">There is no such word.</exception>
    public static string WordOf(long number, IReadOnlyList<string> words) =>
        number < words.Count ? words[(int)number] : throw RecordReader.Broken();
}
