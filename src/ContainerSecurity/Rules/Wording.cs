using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>What rules say in the words of Kubernetes, in the words of another platform: the table <c>Data/wording.txt</c>.</summary>
internal sealed class Wording
{
    private const string Any = "*";
    private const string Arrow = " => ";

    /// <summary>Who describes containers of an engine in words of their own.</summary>
    private static readonly string[] LikeDocker = [Workload.OptionWords, Workload.UnitWords];

    /// <summary>Stands for a value among words; the table writes it <c>{}</c>.</summary>
    private const string ValuePlace = "\uE000";
    private static readonly Lazy<Dictionary<string, Wording>> Platforms = new(Read);
    private readonly Dictionary<string, string> remediations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string From, string To)>> phrases = new(StringComparer.Ordinal);

    /// <summary>Returns the words for a resource; null for those of Kubernetes, and for the rules of users, whose words are their own.</summary>
    public static Wording? For(Resource resource, RuleDescriptor rule) =>
        resource is Workload { Platform: not Platform.Kubernetes } workload
        && RuleCatalog.Find(rule.Id) is not null
        && Platforms.Value.TryGetValue(workload.Words ?? workload.Platform.ToString(), out Wording? words)
            ? words : null;

    /// <summary>Returns what to do about a rule's finding.</summary>
    public string Remediation(RuleDescriptor rule) => remediations.TryGetValue(rule.Id, out string? text) ? text : rule.Remediation;

    /// <summary>
    /// Puts a message of a rule in the platform's words. The table speaks of words and, as <c>{}</c>, of the places of
    /// values, never of the values themselves.
    /// </summary>
    public Message Put(RuleDescriptor rule, Message message)
    {
        string words = string.Concat(message.Parts.Select(p => p.IsValue ? ValuePlace : p.Text));
        List<string> values = [.. message.Parts.Where(p => p.IsValue).Select(p => p.Text)];
        string put = Replace(Replace(words, values, rule.Id), values, Any);
        return put == words ? message : new Message(Fill(put, values));
    }

    private static IEnumerable<MessagePart> Fill(string words, List<string> values)
    {
        string[] between = words.Split(ValuePlace[0]);
        for (int i = 0; i < between.Length; i++)
        {
            if (i > 0)
                yield return new MessagePart(values[i - 1], IsValue: true);
            yield return new MessagePart(between[i], IsValue: false);
        }
    }

    private string Replace(string words, List<string> values, string rule)
    {
        if (phrases.TryGetValue(rule, out List<(string From, string To)>? known))
            foreach ((string from, string to) in known)
                for (int at = 0; (at = words.IndexOf(from, at, StringComparison.Ordinal)) >= 0; at += to.Length)
                {
                    int kept = CountValues(to);
                    values.RemoveRange(CountValues(words.Substring(0, at)) + kept, CountValues(from) - kept);
                    words = words.Substring(0, at) + to + words.Substring(at + from.Length);
                }
        return words;
    }

    private static int CountValues(string words) => words.Count(c => c == ValuePlace[0]);

    private static Dictionary<string, Wording> Read()
    {
        var platforms = new Dictionary<string, Wording>(StringComparer.Ordinal);
        foreach (string[] line in EmbeddedTable.Read("wording.txt", columns: 4))
        {
            if (!platforms.TryGetValue(line[0], out Wording? words))
                platforms.Add(line[0], words = new Wording());
            if (line[1] == "fix")
                words.remediations.Add(line[2], line[3]);
            else
                words.Add(line[2], line[3].Replace("{}", ValuePlace));
        }
        foreach (string other in LikeDocker)
            if (platforms.TryGetValue(other, out Wording? words) && platforms.TryGetValue(nameof(Platform.Docker), out Wording? docker))
                words.TakeFrom(docker);
        return platforms;
    }

    /// <summary>Takes what another platform says and this one does not; words of this one are put for words of that one.</summary>
    private void TakeFrom(Wording other)
    {
        foreach (KeyValuePair<string, string> fix in other.remediations)
            if (!remediations.ContainsKey(fix.Key))
                remediations.Add(fix.Key, fix.Value);
        foreach (KeyValuePair<string, List<(string From, string To)>> said in other.phrases)
            phrases[said.Key] = [.. said.Value, .. phrases.TryGetValue(said.Key, out List<(string From, string To)>? own) ? own : []];
    }

    private void Add(string rule, string replacement)
    {
        int arrow = replacement.IndexOf(Arrow, StringComparison.Ordinal);
        if (!phrases.TryGetValue(rule, out List<(string From, string To)>? known))
            phrases.Add(rule, known = []);
        known.Add((replacement.Substring(0, arrow), replacement.Substring(arrow + Arrow.Length)));
    }
}
