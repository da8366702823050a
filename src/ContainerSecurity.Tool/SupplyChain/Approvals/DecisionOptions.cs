using System.CommandLine;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources;
using ContainerSecurity.SupplyChain.Approvals;
using ContainerSecurity.SupplyChain.Approvals.Stores;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.Tool.SupplyChain.Signing;

namespace ContainerSecurity.Tool.SupplyChain.Approvals;

/// <summary>What commands that decide about an image have in common: the image, the store, the key, and how it ends.</summary>
internal sealed class DecisionOptions
{
    private const string StoreHelp = "Where decisions are kept: a folder, sqlite:FILE, or registry for beside the image.";
    private readonly Argument<string> image = new("image")
    {
        Description = "A reference, whose digest is looked up where it names none, a digest (sha256:…), an archive or an OCI layout.",
    };

    private readonly Option<string> store = Store();
    private readonly Option<string> key = KeyFiles.SigningOption();
    private readonly Option<string> approver = new("--approver")
    {
        Description = "Your name, for people; whom the key belongs to decides.",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string[]> environments = new("--environment") { Description = "For which environment, such as production; repeatable." };
    private readonly Option<string> reason = new("--reason") { Description = "Why.", Required = true };
    private readonly Option<bool> plainHttp = new("--plain-http") { Description = "Ask the registry that is named without TLS." };
    private readonly Terminal terminal;

    public DecisionOptions(Command command, Terminal terminal)
    {
        this.terminal = terminal;
        command.Arguments.Add(image);
        foreach (Option option in (Option[])[store, key, approver, environments, reason, plainHttp])
            command.Options.Add(option);
    }

    public static Option<string> Store() => new("--store") { Description = StoreHelp, Required = true };

    public static RegistryOptions RegistryOf(string image, bool plainHttp) => new()
    {
        Credentials = DockerConfigCredentials.Read(),
        PlainHttp = plainHttp && ImageReference.TryParse(image, out ImageReference? reference) == ImageReferenceError.None
            && reference!.Registry is { } registry
            ? new HashSet<string> { registry }
            : new HashSet<string>(),
    };

    public IReadOnlyList<string> Environments(ParseResult parsed) => parsed.GetValue(environments) ?? [];

    /// <summary>Adds a decision to the store.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<NamedImage, ApprovalEntry> decide, CancellationToken cancellation)
    {
        string wanted = parsed.GetValue(image)!;
        try
        {
            RegistryOptions registry = RegistryOf(wanted, parsed.GetValue(plainHttp));
            NamedImage named = await NamedImage.FindAsync(wanted, registry, cancellation).ConfigureAwait(false);
            if (ApprovalStores.Open(parsed.GetValue(store)!, named.Reference, registry) is not { } opened)
                throw new ApprovalStoreException("Decisions are kept beside images of registries alone; name the image by its reference, or another store.");
            using SigningKey signing = KeyFiles.ReadSigning(parsed.GetValue(key)!);
            ApprovalEntry entry = decide(named) with
            {
                Approver = parsed.GetValue(approver)!,
                Reason = parsed.GetValue(reason)!,
                Environments = Environments(parsed),
                Name = named.Reference?.Name,
            };
            SignedApproval added = await new ApprovalWriter(opened).AppendAsync(entry, signing, cancellation).ConfigureAwait(false);
            terminal.Lines.WriteLine($"{(entry.Kind == ApprovalKind.Revoke ? "revoked" : "approved")} {named.Digest}{(entry.Until is { } end ? $" until {ApprovalTimes.Text(end)} UTC" : "")} in {opened.Name}");
            terminal.Lines.WriteLine($"entry {added.Place}");
            return ExitCode.Clean;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            terminal.Error.WriteLine($"csec: {wanted}: {e.Message}");
            return ExitCode.BadInput;
        }
    }
}
