using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8039: nobody becomes root without a password (CIS Docker 4.8).</summary>
internal sealed class DockerfilePasswordlessSudo() : Rule(new("CSEC8039", "dockerfile-passwordless-sudo", Severity.Medium,
    "sudo without a password",
    "Leave sudo out; set USER where root is needed in the build.")
{
    References = ["CIS Docker 4.8", "NIST SP 800-190 3.1.2"],
}), IJudges<Instruction>
{
    private const string Tag = "NOPASSWD";
    private const string Default = "!authenticate";

    private static readonly string[] Readers = ["grep", "egrep", "fgrep", "awk", "test", "["];

    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not ("RUN" or "COPY" or "ADD"))
            return;
        ILocated? at = instruction.Script.Commands
            .Where(c => Array.IndexOf(Readers, c.Name) < 0)
            .SelectMany(c => c.Arguments)
            .FirstOrDefault(a => IsGrant(a.Text));
        at ??= instruction.Heredocs.Any(h => IsGrant(h.Content)) ? instruction : null;
        if (at is not null)
            context.Report(
                at,
                $"{instruction.Name} lets a user become root by sudo without a password: whatever takes over the program "
                    + $"is root. Allowed: images without such a rule.");
    }

    private static bool IsGrant(string text) => text.Contains(Default) || (text.Contains(Tag) && !text.Contains("/" + Tag));
}
