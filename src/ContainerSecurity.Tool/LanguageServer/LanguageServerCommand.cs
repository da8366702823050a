using System.CommandLine;

namespace ContainerSecurity.Tool.LanguageServer;

/// <summary><c>csec lsp</c>.</summary>
internal sealed class LanguageServerCommand : Command
{
    private readonly Option<string[]> policies = new("--policy")
    {
        Description = "Policy file or folder that judges all documents; a later one overrides an earlier. Without it the nearest "
            + "container-policy.yaml in the document's folder or above judges it.",
    };

    public LanguageServerCommand(Terminal terminal)
        : base("lsp", "Serves editors by the Language Server Protocol over standard input and output: findings while typing in manifests, "
            + "compose files and Dockerfiles, what they mean, fixes, and help with policy files.")
    {
        Options.Add(policies);
        // Clients add these by themselves; there is no other way to be talked to.
        Options.Add(new Option<bool>("--stdio") { Description = "Standard input and output are used (default)." });
        Options.Add(new Option<string?>("--clientProcessId") { Hidden = true });
        SetAction(async (parsed, cancellation) =>
        {
            string[] named = parsed.GetValue(policies) ?? [];
            if (Array.Find(named, p => !File.Exists(p) && !Directory.Exists(p)) is { } absent)
            {
                terminal.Error.WriteLine($"csec: There is no policy '{absent}'.");
                return ExitCode.BadInput;
            }
            return await LanguageServerHost.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), named).ConfigureAwait(false);
        });
    }
}
