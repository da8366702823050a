using System.Buffers;

namespace ContainerSecurity.SupplyChain.Advisories.Reading;

/// <summary>Reads ranges that are written as comparisons: <c>&gt;= 1.0, &lt; 2.0</c> of GitHub, <c>vers:npm/&gt;=1.0|&lt;2.0</c>.</summary>
internal static class VersionRangeText
{
    private const string Vers = "vers:";

    private static readonly SearchValues<char> Others = SearchValues.Create(" <>=!*~^|");

    private static readonly (string Sign, RangeEventKind Kind)[] Signs =
    [
        (">=", RangeEventKind.Introduced),
        ("<=", RangeEventKind.LastAffected),
        (">", RangeEventKind.IntroducedAfter),
        ("<", RangeEventKind.Fixed),
    ];

    /// <summary>The range; null where a part of it is none of these.</summary>
    public static AffectedRange? Read(string text)
    {
        string rest = text.Trim();
        bool isVers = rest.StartsWith(Vers, StringComparison.OrdinalIgnoreCase);
        if (isVers)
            rest = Uri.UnescapeDataString(rest[(rest.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        if (isVers && rest == "*")
            return AffectedRange.Before(null);
        List<RangeEvent> events = [];
        foreach (string part in rest.Split(isVers ? '|' : ',', StringSplitOptions.TrimEntries))
            if (!Add(events, part))
                return null;
        // What only has an end begins with all; single versions begin and end at themselves.
        bool isOpen = events.Count > 0 && events[0].Kind is RangeEventKind.Fixed or RangeEventKind.LastAffected;
        if (isOpen)
            events.Insert(0, new RangeEvent(RangeEventKind.Introduced, RangeEvent.Beginning));
        return events.Count == 0 ? null : new AffectedRange(false, events);
    }

    private static bool Add(List<RangeEvent> events, string part)
    {
        foreach ((string sign, RangeEventKind kind) in Signs)
            if (part.StartsWith(sign, StringComparison.Ordinal))
                return Add(events, kind, part[sign.Length..]);
        string version = part.StartsWith('=') ? part.TrimStart('=') : part;
        return Add(events, RangeEventKind.Introduced, version) && Add(events, RangeEventKind.LastAffected, version);
    }

    private static bool Add(List<RangeEvent> events, RangeEventKind kind, string version)
    {
        string text = version.Trim();
        bool isVersion = text.Length > 0 && !text.AsSpan().ContainsAny(Others);
        if (isVersion)
            events.Add(new RangeEvent(kind, text));
        return isVersion;
    }
}
