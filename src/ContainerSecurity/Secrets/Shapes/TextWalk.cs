namespace ContainerSecurity.Secrets.Shapes;

/// <summary>Walks over a text and counts the steps. The end of the last long run is kept, so that a run in which many matches begin is walked once.</summary>
internal struct TextWalk
{
    private CharacterSet set;
    private bool isWithin;
    private int from;
    private int to;
    private int searchedFrom;
    private int searchedTo;

    /// <summary>The number of characters looked at.</summary>
    public long Steps { get; private set; }

    /// <summary>The index behind the last file that was told by its beginning, in which no other begins.</summary>
    public int LocatedTo { get; set; }

    /// <summary>Counts characters that were looked at in another way.</summary>
    public void Add(long steps) => Steps += steps;

    /// <summary>The place from which on a search is new that begins at another one.</summary>
    public readonly int FirstUnsearched(int at) => at >= searchedFrom && at < searchedTo ? searchedTo : at;

    /// <summary>Keeps a part in which a search found nothing.</summary>
    public void Searched(int start, int end) => (searchedFrom, searchedTo) = (start, end);

    /// <summary>The index of the first character outside a set, or <paramref name="last"/>.</summary>
    public int EndOf(CharacterSet run, string text, int at, int last) => Go(run, text, at, last, within: true);

    /// <summary>The index of the first character of a set, or <paramref name="last"/>.</summary>
    public int Until(CharacterSet stops, string text, int at, int last) => Go(stops, text, at, last, within: false);

    private int Go(CharacterSet characters, string text, int at, int last, bool within)
    {
        bool isKnown = at >= from && at <= to && within == isWithin && characters == set;
        int first = isKnown ? Math.Min(to, last) : at;
        int end = first;
        while (end < last && characters.Contains(text[end]) == within)
            end++;
        Steps += end - first + 1;
        if (isKnown)
            to = Math.Max(to, end);
        else
            (set, isWithin, from, to) = (characters, within, at, end);
        return end;
    }
}
