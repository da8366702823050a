using System.CommandLine;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Signatures.Signing;
using ContainerSecurity.Tool.SupplyChain.Approvals;

namespace ContainerSecurity.Tool.SupplyChain.Signing;

/// <summary>What <c>csec image sign</c> and <c>csec image attest</c> have in common.</summary>
internal sealed class SigningOptions
{
    private static readonly Dictionary<string, SignatureShape> Shapes = new()
    {
        ["bundle"] = SignatureShape.Bundle,
        ["referrer"] = SignatureShape.Referrer,
        ["tag"] = SignatureShape.Tag,
    };

    private readonly Terminal terminal;
    private readonly Argument<string> image = new("image")
    {
        Description = "The reference of an image in a registry; where it names no digest, that of its tag now is meant.",
    };

    private readonly Option<string> key = KeyFiles.SigningOption();
    private readonly Option<string> form = new("--form")
    {
        Description = "bundle (default; what cosign 3 reads), referrer (simple signing or DSSE that refers to the image), or tag (sha256-….sig and .att, what cosign 2 reads).",
        DefaultValueFactory = _ => "bundle",
    };

    private readonly Option<bool> plainHttp = new("--plain-http") { Description = "Ask the registry without TLS." };

    public SigningOptions(Command command, Terminal terminal)
    {
        this.terminal = terminal;
        form.AcceptWords([.. Shapes.Keys]);
        command.Arguments.Add(image);
        foreach (Option option in (Option[])[key, form, plainHttp])
            command.Options.Add(option);
    }

    /// <summary>Runs something with a signer for the image that is named.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<ImageSigner, Digest, SignatureShape, Task<Descriptor>> sign, CancellationToken cancellation)
    {
        string wanted = parsed.GetValue(image)!;
        try
        {
            RegistryOptions registry = DecisionOptions.RegistryOf(wanted, parsed.GetValue(plainHttp));
            NamedImage named = await NamedImage.FindAsync(wanted, registry, cancellation).ConfigureAwait(false);
            if (named.Reference is null)
                throw new IOException("Signatures are kept beside images of registries; name the image by its reference.");
            using SigningKey signing = KeyFiles.ReadSigning(parsed.GetValue(key)!);
            Descriptor pushed = await sign(new ImageSigner(named.Reference, signing, registry), named.Digest, Shapes[parsed.GetValue(form)!])
                .ConfigureAwait(false);
            terminal.Lines.WriteLine($"{named.Reference.Name}@{named.Digest}: {pushed.Digest}");
            return ExitCode.Clean;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            terminal.Error.WriteLine($"csec: {wanted}: {e.Message}");
            return ExitCode.BadInput;
        }
    }
}
