using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Policies;

/// <summary>
/// Reads the waivers in the comments of a Dockerfile: <c># csec:ignore</c>, which speaks of the whole instruction below
/// it, <c># hadolint ignore=</c> and <c># check=skip=</c>.
/// </summary>
internal static class BuildFileWaivers
{
    private const string Hadolint = "hadolint ignore=";
    private const string HadolintGlobal = "hadolint global ignore=";
    private const string Check = "check=";

    /// <summary>Adds the waivers of a file by the lines they speak of.</summary>
    /// <param name="dockerfile">The file.</param>
    /// <param name="comments">The waivers of <c># csec:ignore</c> by line; null for none.</param>
    public static IReadOnlyDictionary<int, List<Waiver>>? Of(Dockerfile dockerfile, IReadOnlyDictionary<int, List<Waiver>>? comments)
    {
        if (dockerfile.Node.File.Text is not { } text || (comments is null && !MayHold(text)))
            return comments;
        var waivers = comments?.ToDictionary(c => c.Key, c => c.Value.ToList()) ?? [];
        Waiver[] everywhere = [.. Everywhere(dockerfile)];
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            List<Waiver> own = [.. everywhere, .. instruction.Comments.Select(c => OfComment(c, instruction.Location!)).OfType<Waiver>()];
            if (comments is not null && comments.TryGetValue(instruction.StartLine, out List<Waiver>? beside))
                own.AddRange(beside);
            for (int line = instruction.StartLine; own.Count > 0 && line <= instruction.EndLine; line++)
                Add(waivers, line, own);
        }
        return waivers;
    }

    private static bool MayHold(string text) => text.Contains(Check) || text.Contains("hadolint");

    private static void Add(Dictionary<int, List<Waiver>> waivers, int line, List<Waiver> own)
    {
        if (!waivers.TryGetValue(line, out List<Waiver>? there))
            waivers.Add(line, there = []);
        there.AddRange(own.Where(o => !there.Contains(o)));
    }

    private static IEnumerable<Waiver> Everywhere(Dockerfile dockerfile)
    {
        if (dockerfile.Root.Text("check") is { IsKnown: true } check && OfCheck(check.Value, check.Location!) is { } waiver)
            yield return waiver;
        foreach (Instruction instruction in dockerfile.Instructions)
            foreach (string comment in instruction.Comments)
                if (comment.StartsWith(HadolintGlobal, StringComparison.Ordinal))
                    yield return Make(PeerRuleNames.OfHadolint(comment.Substring(HadolintGlobal.Length)), comment, instruction.Location!);
    }

    private static Waiver? OfComment(string comment, DocumentLocation location) =>
        comment.StartsWith(Hadolint, StringComparison.Ordinal) ? Make(PeerRuleNames.OfHadolint(comment.Substring(Hadolint.Length)), comment, location)
        : ParserDirectives.Parse("#" + comment) is ("check", var check) ? OfCheck(check, location)
        : null;

    /// <summary>The part <c>skip=…</c> of <c>skip=…;error=true</c>; as BuildKit does it, the first blank ends the list.</summary>
    private static Waiver? OfCheck(string check, DocumentLocation location)
    {
        string? skip = check.Trim().Split(' ')[0].Split(';').Select(p => p.Trim()).FirstOrDefault(p => p.StartsWith("skip=", StringComparison.Ordinal));
        return skip is null ? null : Make(PeerRuleNames.OfBuildKit(skip.Substring("skip=".Length)), $"{Check}{skip}", location);
    }

    private static Waiver Make(
        IReadOnlyList<string> rules,
        string reason,
        DocumentLocation location) => new() { Rules = rules, Reason = reason, Location = location };
}
