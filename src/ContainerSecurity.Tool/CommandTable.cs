using ContainerSecurity.Tool.Audit;
using ContainerSecurity.Tool.Charts;
using ContainerSecurity.Tool.Docker;
using ContainerSecurity.Tool.Hardening;
using ContainerSecurity.Tool.LanguageServer;
using ContainerSecurity.Tool.Rbac;
using ContainerSecurity.Tool.Secrets;
using ContainerSecurity.Tool.Setup;
using ContainerSecurity.Tool.SupplyChain;
using ContainerSecurity.Tool.SupplyChain.Approvals;
using ContainerSecurity.Tool.Webhook;

namespace ContainerSecurity.Tool;

/// <summary>The commands by their names, in the order of the help.</summary>
internal static class CommandTable
{
    public static IReadOnlyList<CommandEntry> All { get; } =
    [
        new("scan", terminal => new ScanCommand(terminal)),
        new("harden", terminal => new HardenCommand(terminal)),
        new("helm", terminal => new HelmCommand(terminal)),
        new("secrets", terminal => new SecretsCommand(terminal)),
        new("image", terminal => new ImageCommand(terminal)),
        new("sbom", terminal => new SbomCommand(terminal)),
        new("advisories", terminal => new AdvisoriesCommand(terminal)),
        new("rebuild-plan", terminal => new RebuildPlanCommand(terminal)),
        new("vex", terminal => new VexCommand(terminal)),
        new("approve", terminal => new ApproveCommand(terminal)),
        new("revoke", terminal => new RevokeCommand(terminal)),
        new("approvals", terminal => new ApprovalsCommand(terminal)),
        new("cluster", terminal => new ClusterCommand(terminal)) { IsWholeInNative = false },
        new("rules", terminal => new RulesCommand(terminal)),
        new("policy", terminal => new PolicyCommand(terminal)),
        new("rbac", terminal => new RbacCommand(terminal)) { IsWholeInNative = false },
        new("eval", terminal => new EvalCommand(terminal)),
        new("docker", terminal => new DockerCommand(terminal)) { IsWholeInNative = false },
        new("webhook", terminal => new WebhookCommand(terminal)) { IsWholeInNative = false },
        new("audit", terminal => new AuditCommand(terminal)),
        new("lsp", terminal => new LanguageServerCommand(terminal)) { IsWholeInNative = false },
        new("init", terminal => new InitCommand(terminal)),
        new("completion", terminal => new CompletionCommand(terminal)),
    ];

    /// <summary>Returns the command of a name; null where there is none.</summary>
    public static CommandEntry? Find(string name) => All.FirstOrDefault(c => c.Name == name);

    /// <summary>Whether the native csec does what a line asks as the dotnet tool does: not help and suggestions, which speak of all commands.</summary>
    public static bool IsWholeInNative(string[] args) => args is [{ } first, ..] && Find(first)?.IsWholeInNative == true;
}
