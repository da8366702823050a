using System.CommandLine;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Bundles;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.Tool.SupplyChain.Signing;

namespace ContainerSecurity.Tool.Bundles;

/// <summary><c>csec policy push</c>.</summary>
internal sealed class PolicyPushCommand : Command
{
    private readonly Terminal terminal;
    private readonly Argument<string> file = new("file") { Description = "The policy's file. What it extends, and keys that it names, come along." };
    private readonly Argument<string> target = new("target") { Description = "oci://REGISTRY/NAME, with a tag or without." };
    private readonly Option<string?> key = new("--key") { Description = "The private key that signs the policy (PEM)." };
    private readonly Option<bool> plainHttp = new("--plain-http") { Description = "Ask the registry without TLS." };

    public PolicyPushCommand(Terminal terminal)
        : base("push", "Pushes a policy to a registry, from where '--policy oci://REGISTRY/NAME@DIGEST' takes it.")
    {
        this.terminal = terminal;
        Arguments.Add(file);
        Arguments.Add(target);
        Options.Add(key);
        Options.Add(plainHttp);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            ImageReference to = PolicyRegistry.ReferenceOf(parsed.GetValue(target)!);
            using SigningKey? signing = parsed.GetValue(key) is { } named ? KeyFiles.ReadSigning(named) : null;
            var registry = new PolicyRegistry(PulledPolicies.RegistryOf(to, parsed.GetValue(plainHttp)));
            Digest digest = await registry.PushAsync(PolicyBundle.Collect(parsed.GetValue(file)!), to, signing, cancellation).ConfigureAwait(false);
            terminal.Lines.WriteLine($"{PolicyRegistry.Scheme}{to.Name}@{digest}");
            return ExitCode.Clean;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"csec: {e.Message}");
            return ExitCode.BadInput;
        }
    }
}
