using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Bundles;

namespace ContainerSecurity.Tool.Bundles;

/// <summary>Policies that the command line names by a registry: pulled into a folder of their own, which is gone when the tool ends.</summary>
internal sealed class PulledPolicies
{
    private readonly Option<string[]> keys = new("--policy-key")
    {
        Description = "The public key (PEM) that must have signed policies of registries (oci://…); repeatable, one of them suffices. Policies of registries are then taken by a tag, too.",
    };

    private readonly Option<bool> plainHttp = new("--policy-plain-http") { Description = "Ask the registries of policies without TLS." };

    /// <summary>The options, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [keys, plainHttp];

    /// <summary>Makes files of what is named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="named">Files, folders and references.</param>
    /// <param name="terminal">Is told what a tag stands for.</param>
    /// <exception cref="IOException">A policy cannot be pulled, or is not signed as it must be.</exception>
    public string[] Files(ParseResult parsed, IReadOnlyList<string> named, Terminal terminal)
    {
        string[] pem = [.. (parsed.GetValue(keys) ?? []).Select(RegularFile.ReadText)];
        return [.. named.Select(n => n.StartsWith(PolicyRegistry.Scheme, StringComparison.Ordinal)
            ? Task.Run(() => PullAsync(n, pem, parsed.GetValue(plainHttp), terminal)).GetAwaiter().GetResult()
            : n)];
    }

    public static RegistryOptions RegistryOf(ImageReference reference, bool plainHttp) => new()
    {
        Credentials = DockerConfigCredentials.Read(),
        PlainHttp = plainHttp && reference.Registry is { } registry ? new HashSet<string> { registry } : new HashSet<string>(),
    };

    private static async Task<string> PullAsync(string named, string[] keys, bool plainHttp, Terminal terminal)
    {
        ImageReference reference = PolicyRegistry.ReferenceOf(named);
        (PolicyBundle bundle, Digest digest) = await new PolicyRegistry(RegistryOf(reference, plainHttp)).PullAsync(reference, keys).ConfigureAwait(false);
        if (reference.Digest is null)
            terminal.Error.WriteLine($"csec: the policy '{named}' is {digest} now.");
        string folder = Directory.CreateTempSubdirectory("csec-policy-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(folder);
        return bundle.Unpack(folder);
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever cleans the folder of temporary files removes it.
        }
    }
}
