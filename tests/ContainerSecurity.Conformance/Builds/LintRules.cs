namespace ContainerSecurity.Conformance.Builds;

/// <summary>
/// The rules of hadolint and the checks of BuildKit in our words. A rule of ours written <c>CSEC8007: 'npm</c> counts
/// only where its message has the words.
/// </summary>
internal static class LintRules
{
    public static readonly IReadOnlyDictionary<string, string> Hadolint = new Dictionary<string, string>
    {
        ["DL3000"] = "CSEC8011",
        ["DL3002"] = "CSEC8001: runs as the user",
        ["DL3004"] = "CSEC8002",
        ["DL3006"] = "CSEC1001: absent",
        ["DL3008"] = "CSEC8007: 'apt",
        ["DL3012"] = "CSEC8021: This HEALTHCHECK",
        ["DL3014"] = "CSEC8029",
        ["DL3016"] = "CSEC8007: 'npm",
        ["DL3018"] = "CSEC8007: 'apk",
        ["DL3020"] = "CSEC8003",
        ["DL3022"] = "CSEC8013",
        ["DL3024"] = "CSEC8014",
        ["DL3026"] = "CSEC1003",
        ["DL3028"] = "CSEC8007: 'gem",
        ["DL3030"] = "CSEC8029",
        ["DL3032"] = "CSEC8008: 'yum",
        ["DL3034"] = "CSEC8029",
        ["DL3036"] = "CSEC8008: 'zypper",
        ["DL3038"] = "CSEC8029",
        ["DL3040"] = "CSEC8008: dnf",
        ["DL3042"] = "CSEC8008: 'pip",
        ["DL3044"] = "CSEC8022: which the same ENV defines",
        ["DL3046"] = "CSEC8034",
        ["DL3060"] = "CSEC8008: 'yarn",
        ["DL3062"] = "CSEC8007: 'go",
        ["DL3064"] = "CSEC4007",
        ["DL3066"] = "CSEC8036",
        ["DL4000"] = "CSEC8024: MAINTAINER",
        ["DL4004"] = "CSEC8021: This ENTRYPOINT",
        ["DL4006"] = "CSEC8006",
    };

    /// <summary>Why no row of the catalogue answers a rule.</summary>
    public static readonly IReadOnlyDictionary<string, string> WithoutRow = new Dictionary<string, string>
    {
        ["DL3010"] = "an archive that is copied and unpacked is a matter of size",
        ["DL3048"] = "the names of labels are a matter of taste",
        ["DL3050"] = "schemas of labels; CSEC7017 is for objects that run",
        ["DL3052"] = "schemas of labels; CSEC7017 is for objects that run",
        ["DL3054"] = "schemas of labels; CSEC7017 is for objects that run",
        ["DL3056"] = "schemas of labels; CSEC7017 is for objects that run",
        ["DL3058"] = "schemas of labels; CSEC7017 is for objects that run",
    };

    public static readonly IReadOnlyDictionary<string, string> BuildKit = new Dictionary<string, string>
    {
        ["ConsistentInstructionCasing"] = "CSEC8046",
        ["DuplicateStageName"] = "CSEC8014",
        ["ExposeInvalidFormat"] = "CSEC8020",
        ["ExposeProtoCasing"] = "CSEC8048",
        ["FromAsCasing"] = "CSEC8045",
        ["FromPlatformFlagConstDisallowed"] = "CSEC8025",
        ["InvalidDefaultArgInFrom"] = "CSEC8022: names no image",
        ["JSONArgsRecommended"] = "CSEC8012",
        ["LegacyKeyValueFormat"] = "CSEC8024: without an equals sign",
        ["MaintainerDeprecated"] = "CSEC8024: MAINTAINER",
        ["MultipleInstructionsDisallowed"] = "CSEC8021",
        ["NoEmptyContinuation"] = "CSEC8047",
        ["RedundantTargetPlatform"] = "CSEC8049",
        ["ReservedStageName"] = "CSEC8037",
        ["SecretsUsedInArgOrEnv"] = "CSEC4007: by its name",
        ["StageNameCasing"] = "CSEC8044",
        ["UndefinedArgInFrom"] = "CSEC8022: FROM uses the argument",
        ["UndefinedVar"] = "CSEC8022: uses the variable",
        ["WorkdirRelativePath"] = "CSEC8011",
    };

    /// <summary>Cases of hadolint that come out otherwise, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> Exceptions = new Dictionary<string, string>
    {
        ["DL3002-008"] = "a root user of a stage that is no part of the image; CSEC8001 judges the image that is built",
        ["DL3060-023"] = "the yarn cache of a stage that nothing uses; the same case without ONBUILD is clean by hadolint too",
    };

    /// <summary>Examples of BuildKit's pages that are judged otherwise, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> ExampleExceptions = new Dictionary<string, string>
    {
        ["FROM alpine\nARG foo bar\n"] = "BuildKit itself reads two arguments, which is how many write ARG TARGETOS TARGETARCH",
    };

    /// <summary>Cases of BuildKit whose Dockerfile is not the one that the warnings speak of.</summary>
    public static readonly IReadOnlyList<string> Misprinted = ["UndeclaredArg-08", "UndeclaredArg-09", "UnmatchedVars-04", "UnmatchedVars-05"];
}
