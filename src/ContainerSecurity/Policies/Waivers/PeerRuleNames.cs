namespace ContainerSecurity.Policies;

/// <summary>The rules of hadolint and the checks of BuildKit that rules of ours answer, so that what people wrote to waive those goes on counting.</summary>
internal static class PeerRuleNames
{
    private static readonly Dictionary<string, string[]> Hadolint = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DL3000"] = ["CSEC8011"],
        ["DL3002"] = ["CSEC8001"],
        ["DL3003"] = ["CSEC8032"],
        ["DL3004"] = ["CSEC8002"],
        ["DL3005"] = ["CSEC8010"],
        ["DL3006"] = ["CSEC1001"],
        ["DL3007"] = ["CSEC1001"],
        ["DL3008"] = ["CSEC8007"],
        ["DL3009"] = ["CSEC8008"],
        ["DL3011"] = ["CSEC8020"],
        ["DL3012"] = ["CSEC8021"],
        ["DL3013"] = ["CSEC8007"],
        ["DL3014"] = ["CSEC8029"],
        ["DL3015"] = ["CSEC8030"],
        ["DL3016"] = ["CSEC8007"],
        ["DL3017"] = ["CSEC8010"],
        ["DL3018"] = ["CSEC8007"],
        ["DL3019"] = ["CSEC8008"],
        ["DL3020"] = ["CSEC8003"],
        ["DL3021"] = ["CSEC8026"],
        ["DL3022"] = ["CSEC8013"],
        ["DL3023"] = ["CSEC8013"],
        ["DL3024"] = ["CSEC8014"],
        ["DL3025"] = ["CSEC8012"],
        ["DL3026"] = ["CSEC1003"],
        ["DL3027"] = ["CSEC8031"],
        ["DL3028"] = ["CSEC8007"],
        ["DL3029"] = ["CSEC8025"],
        ["DL3030"] = ["CSEC8029"],
        ["DL3031"] = ["CSEC8010"],
        ["DL3032"] = ["CSEC8008"],
        ["DL3033"] = ["CSEC8007"],
        ["DL3034"] = ["CSEC8029"],
        ["DL3035"] = ["CSEC8010"],
        ["DL3036"] = ["CSEC8008"],
        ["DL3037"] = ["CSEC8007"],
        ["DL3038"] = ["CSEC8029"],
        ["DL3039"] = ["CSEC8010"],
        ["DL3040"] = ["CSEC8008"],
        ["DL3041"] = ["CSEC8007"],
        ["DL3042"] = ["CSEC8008"],
        ["DL3043"] = ["CSEC8026"],
        ["DL3044"] = ["CSEC8022"],
        ["DL3045"] = ["CSEC8028"],
        ["DL3046"] = ["CSEC8034"],
        ["DL3057"] = ["CSEC6008"],
        ["DL3060"] = ["CSEC8008"],
        ["DL3061"] = ["CSEC8026"],
        ["DL3062"] = ["CSEC8007"],
        ["DL3064"] = ["CSEC4002", "CSEC4007"],
        ["DL3066"] = ["CSEC8036"],
        ["DL3067"] = ["CSEC8035"],
        ["DL4000"] = ["CSEC8024"],
        ["DL4003"] = ["CSEC8021"],
        ["DL4004"] = ["CSEC8021"],
        ["DL4006"] = ["CSEC8006"],
    };

    private static readonly Dictionary<string, string[]> BuildKit = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ConsistentInstructionCasing"] = ["CSEC8046"],
        ["CopyIgnoredFile"] = ["CSEC8027"],
        ["DuplicateStageName"] = ["CSEC8014"],
        ["ExposeInvalidFormat"] = ["CSEC8020"],
        ["ExposeProtoCasing"] = ["CSEC8048"],
        ["FromAsCasing"] = ["CSEC8045"],
        ["FromPlatformFlagConstDisallowed"] = ["CSEC8025"],
        ["InvalidDefaultArgInFrom"] = ["CSEC8022"],
        ["JSONArgsRecommended"] = ["CSEC8012"],
        ["LegacyKeyValueFormat"] = ["CSEC8024"],
        ["MaintainerDeprecated"] = ["CSEC8024"],
        ["MultipleInstructionsDisallowed"] = ["CSEC8021"],
        ["NoEmptyContinuation"] = ["CSEC8047"],
        ["RedundantTargetPlatform"] = ["CSEC8049"],
        ["ReservedStageName"] = ["CSEC8037"],
        ["SecretsUsedInArgOrEnv"] = ["CSEC4002", "CSEC4007"],
        ["StageNameCasing"] = ["CSEC8044"],
        ["UndefinedArgInFrom"] = ["CSEC8022"],
        ["UndefinedVar"] = ["CSEC8022"],
        ["WorkdirRelativePath"] = ["CSEC8011"],
    };

    /// <summary>Our rules behind names of hadolint's, between commas.</summary>
    public static IReadOnlyList<string> OfHadolint(string names) => Of(Hadolint, names);

    /// <summary>Our rules behind names of BuildKit's checks, between commas; <c>all</c> names every one.</summary>
    public static IReadOnlyList<string> OfBuildKit(string names) =>
        names.Split(',').Any(n => string.Equals(n.Trim(), "all", StringComparison.OrdinalIgnoreCase))
            ? [.. BuildKit.Values.SelectMany(r => r).Distinct()]
            : Of(BuildKit, names);

    private static string[] Of(Dictionary<string, string[]> table, string names) =>
        [.. names.Split(',').SelectMany(n => table.TryGetValue(n.Trim(), out string[]? rules) ? rules : []).Distinct()];
}
