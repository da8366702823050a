using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8049: nothing is said that holds anyway.</summary>
internal sealed class DockerfileRedundantPlatform() : Rule(new("CSEC8049", "dockerfile-redundant-platform", Severity.Info,
    "FROM --platform names the target platform",
    "Leave --platform=$TARGETPLATFORM out.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Stage>
{
    private const string Flag = "--platform=";
    private const string Variable = "TARGETPLATFORM";

    public void Judge(Stage stage, RuleContext context)
    {
        if (stage.From?.Flag("platform")?.Value is { Node: ScalarNode written }
            && IsTarget(written.Text)
            && !context.Within<Dockerfile>().Preamble.Any(GivesPlatform))
            context.Report(
                stage.From,
                $"FROM {written.Text} asks for the platform that the builder takes anyway. Allowed: no flag, or $BUILDPLATFORM.");
    }

    private static bool IsTarget(string flag)
    {
        string value = flag.StartsWith(Flag, StringComparison.Ordinal) ? flag.Substring(Flag.Length) : "";
        return value is "$" + Variable or "${" + Variable + "}"
            || (value.EndsWith("}", StringComparison.Ordinal)
                && value.IndexOf('}') == value.Length - 1
                && (value.StartsWith("${" + Variable + "-", StringComparison.Ordinal)
                    || value.StartsWith("${" + Variable + ":-", StringComparison.Ordinal)));
    }

    private static bool GivesPlatform(Instruction instruction) =>
        instruction.Name == "ARG" && instruction.Variables.Any(v => v.Name == Variable && !v.Value.IsMissing);
}
