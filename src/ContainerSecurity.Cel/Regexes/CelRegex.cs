using System.Collections.Concurrent;

namespace ContainerSecurity.Cel.Regexes;

/// <summary>A regular expression in RE2 syntax. Matching takes time linear in the text, whatever the pattern.</summary>
internal sealed class CelRegex
{
    private const int CacheSize = 256;
    private static readonly ConcurrentDictionary<string, CelRegex> Cache = new();

    private readonly RegexProgram program;
    private readonly LazyDfa dfa;

    private CelRegex(string pattern)
    {
        var parser = new RegexParser(pattern);
        RegexNode node = parser.Parse();
        program = RegexProgram.Compile(node, pattern);
        Groups = parser.Groups;
        dfa = new LazyDfa(program);
    }

    /// <summary>The number of groups, the whole match not counted.</summary>
    public int Groups { get; }

    /// <summary>How many transitions of the automaton were worked out so far.</summary>
    internal int Transitions => dfa.Transitions;

    /// <summary>How many states of the automaton are kept.</summary>
    internal int States => dfa.States;

    /// <exception cref="RegexSyntaxException">The pattern is not RE2 syntax.</exception>
    public static CelRegex Cached(string pattern)
    {
        if (Cache.TryGetValue(pattern, out CelRegex? known))
            return known;
        var regex = new CelRegex(pattern);
        if (Cache.Count >= CacheSize)
            Cache.Clear();
        Cache[pattern] = regex;
        return regex;
    }

    public static CelRegex? TryCompile(string pattern)
    {
        try
        {
            return Cached(pattern);
        }
        catch (RegexSyntaxException)
        {
            return null;
        }
    }

    public bool IsMatch(string text) => dfa.IsMatch(text);

    /// <summary>The starts and ends of the leftmost match from a place on; null where there is none.</summary>
    public int[]? Find(string text, int start = 0) => new PikeMachine(program, Groups, text).Find(start);

    /// <summary>All matches that do not overlap, as Go finds them; an empty match next to the one before does not count.</summary>
    public IEnumerable<int[]> FindAll(string text)
    {
        int previousEnd = -1;
        for (int at = 0; at <= text.Length;)
        {
            if (Find(text, at) is not { } match)
                yield break;
            bool accept = true;
            if (match[1] == at && match[0] == match[1])
            {
                accept = match[0] != previousEnd;
                at += at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
            }
            else
                at = match[1] > match[0] ? match[1] : match[1] + 1;
            previousEnd = match[1];
            if (accept)
                yield return match;
        }
    }
}
