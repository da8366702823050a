using System.Globalization;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Policies.Export;

/// <summary>
/// The waivers of one rule that are in force: as match conditions, or, where they name containers, as containers that
/// are not judged. Admission has no clock, so those whose last day is over are left out, and the others say when to
/// export again.
/// </summary>
internal sealed class ExportedWaivers
{
    /// <summary>The API server takes 64 conditions for a policy, of which the policy itself may need six.</summary>
    private const int MaxConditions = 58;

    private readonly Waiver[] inForce;

    public ExportedWaivers(IEnumerable<Waiver> waivers, DateTimeOffset now) => inForce = [.. waivers.Where(w => !w.IsExpired(now) && CanBeExported(w))];

    /// <summary>Whether a waiver can hold in a cluster: objects have no files there, and no known flaws.</summary>
    public static bool CanBeExported(Waiver waiver) => waiver.Match.Paths.Count == 0 && !waiver.NamesFlaws;

    /// <summary>What the waivers that name containers or images pick.</summary>
    public IEnumerable<ResourceSelector> OfContainers => inForce.Where(NamesContainers).Select(w => w.Match);

    /// <summary>One condition for each waiver; where there are too many, the last one holds the rest.</summary>
    public IEnumerable<KeyValuePair<string, string>> MatchConditions
    {
        get
        {
            (string Name, string Expression)[] all = [.. inForce.Select((w, i) => (w, i))
                .Where(p => !NamesContainers(p.w))
                .Select(p => (NameOf(p.i), $"!({SelectorExpression.OfObject(p.w.Match)})"))];
            int alone = all.Length <= MaxConditions ? all.Length : MaxConditions - 1;
            for (int i = 0; i < alone; i++)
                yield return new(all[i].Name, all[i].Expression);
            if (alone < all.Length)
                yield return new("further-waivers", CelText.All(all.Skip(alone).Select(c => c.Expression)));
        }
    }

    /// <summary>The characters of all reasons together: the API server takes 256 KiB of annotations, a character may be four bytes.</summary>
    private const int MaxReasons = 56 * 1024;

    /// <summary>The shortest length that a reason is cut to; where even that is too much, the last waivers go without.</summary>
    private const int MinReason = 64;

    /// <summary>Why each waiver is there, who answers for it and until when.</summary>
    public IEnumerable<KeyValuePair<string, string>> Annotations(string prefix)
    {
        int longest = inForce.Length == 0 ? 0 : Math.Max(MinReason, MaxReasons / inForce.Length);
        return inForce.Take(MaxReasons / MinReason).Select((w, i) => new KeyValuePair<string, string>(prefix + NameOf(i), Describe(w, longest)));
    }

    private static bool NamesContainers(Waiver waiver) => waiver.Match.NamesContainers;

    private static string NameOf(int index) => "waiver-" + (index + 1).ToString(CultureInfo.InvariantCulture);

    private static string Describe(Waiver waiver, int longest) => Cut(
        Cut(waiver.Reason, longest)
        + (waiver.Owner is null ? "" : $"; owner: {waiver.Owner}"), longest)
        + (waiver.Expires is { } day ? $"; until {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, then export again" : "");

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text.Substring(0, longest - 1) + "…";
}
