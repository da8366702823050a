using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>What rules say in the words of Kubernetes, in the words of another platform: the table <c>Data/wording.txt</c>.</summary>
internal sealed class Wording
{
    private const string Any = "*";
    private const string Arrow = " => ";
    private static readonly Lazy<Dictionary<string, Wording>> Platforms = new(Read);
    private readonly Dictionary<string, string> remediations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string From, string To)>> phrases = new(StringComparer.Ordinal);

    /// <summary>The words for a resource; null for those of Kubernetes.</summary>
    public static Wording? For(Resource resource) =>
        resource is Workload { Platform: not Platform.Kubernetes } workload && Platforms.Value.TryGetValue(workload.Platform.ToString(), out Wording? words) ? words : null;

    /// <summary>What to do about a rule's finding.</summary>
    public string Remediation(RuleDescriptor rule) => remediations.TryGetValue(rule.Id, out string? text) ? text : rule.Remediation;

    /// <summary>A rule's message.</summary>
    public string Message(RuleDescriptor rule, string message) => Replace(Replace(message, rule.Id), Any);

    private string Replace(string message, string rule)
    {
        if (phrases.TryGetValue(rule, out List<(string From, string To)>? known))
            foreach ((string from, string to) in known)
                message = message.Replace(from, to);
        return message;
    }

    private static Dictionary<string, Wording> Read()
    {
        var platforms = new Dictionary<string, Wording>(StringComparer.Ordinal);
        foreach (string[] line in DataFile.Read("wording.txt", columns: 4))
        {
            if (!platforms.TryGetValue(line[0], out Wording? words))
                platforms.Add(line[0], words = new Wording());
            if (line[1] == "fix")
                words.remediations.Add(line[2], line[3]);
            else
                words.Add(line[2], line[3]);
        }
        return platforms;
    }

    private void Add(string rule, string replacement)
    {
        int arrow = replacement.IndexOf(Arrow, StringComparison.Ordinal);
        if (!phrases.TryGetValue(rule, out List<(string From, string To)>? known))
            phrases.Add(rule, known = []);
        known.Add((replacement.Substring(0, arrow), replacement.Substring(arrow + Arrow.Length)));
    }
}
