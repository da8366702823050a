using System.CommandLine;
using System.Text;
using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Images;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Discovery;
using ContainerSecurity.SupplyChain.Signatures.Images;
using ContainerSecurity.Tool.Rbac;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary><c>csec image verify</c>.</summary>
internal sealed class ImageVerifyCommand : Command
{
    private static readonly Dictionary<ImageVerificationState, string> States = new()
    {
        [ImageVerificationState.Verified] = "verified",
        [ImageVerificationState.Refused] = "refused",
        [ImageVerificationState.NotEvaluated] = "not evaluated",
        [ImageVerificationState.NotRequired] = "not asked",
    };

    private readonly Terminal terminal;
    private readonly ImageTrustOptions trust = new();
    private readonly ImageOptions images = new();
    private readonly Argument<string[]> locations = new("image")
    {
        Description = "A reference, an OCI layout folder or an OCI archive; behind a path may stand :name, the name of an image in it.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string[]> signatures = new("--signature")
    {
        Description = "Files of signatures (bundles, DSSE and Notary envelopes, what cosign download prints), instead of those beside the image.",
    };
    private readonly Option<string?> named = new("--name")
    {
        Description = "The image's name, by which trust policies and patterns are chosen, where it lies in a file or folder.",
    };
    private readonly Option<string> format = RbacFormats.TextOrJson();

    public ImageVerifyCommand(Terminal terminal)
        : base("verify", "Verifies signatures and attestations of images, without asking anybody but the registry that is named.")
    {
        this.terminal = terminal;
        Arguments.Add(locations);
        trust.AddTo(this);
        foreach (Option option in (Option[])[signatures, named, format])
            Options.Add(option);
        images.AddReadingTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (trust.Read(parsed, terminal) is not { } policy)
            return ExitCode.BadInput;
        ImageTrustVerifier verifier = ImageTrustVerifier.Create(policy);
        foreach (DocumentError error in verifier.Errors)
            terminal.Error.WriteLine(error.File == "(policy)" ? $"csec: {error.Message}" : $"csec: {error}");
        if (verifier.Errors.Count > 0 || !TryReadName(parsed, out ImageReference? name))
            return ExitCode.BadInput;
        var results = new List<(string Image, ImageVerification Verification)>();
        foreach (string location in parsed.GetValue(locations) ?? [])
            results.Add((location, await VerifyAsync(parsed, location, name, verifier, cancellation).ConfigureAwait(false)));
        if (parsed.GetValue(format) == RbacFormats.Json)
            WriteJson(results);
        else
            WriteText(results);
        bool isUnknown = results.Exists(r => r.Verification.State is ImageVerificationState.NotEvaluated or ImageVerificationState.NotRequired);
        return ExitCode.Of(false, isUnknown, results.Exists(r => r.Verification.State == ImageVerificationState.Refused));
    }

    private bool TryReadName(ParseResult parsed, out ImageReference? name)
    {
        name = null;
        if (parsed.GetValue(named) is not { } text)
            return true;
        if (ImageReference.TryParse(text, out name) == ImageReferenceError.None)
            return true;
        terminal.Error.WriteLine($"csec: '{text}' is no reference of an image; write it like registry.example.com/shop/web:1.4.2.");
        return false;
    }

    private async Task<ImageVerification> VerifyAsync(
        ParseResult parsed, string location, ImageReference? name, ImageTrustVerifier verifier, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<SignatureEvidence>? evidence = parsed.GetValue(signatures) is { Length: > 0 } files
                ? [.. files.SelectMany(f => SignatureFiles.Read(File.ReadAllBytes(f), f))]
                : null;
            (IImageSource source, string? reference) = await ImageSource.OpenAsync(location, images.RegistryFor(parsed, location), null, cancellation)
                .ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                Descriptor? leaf = images.PlatformOf(parsed) is { } platform
                    ? (await ContainerImage.OpenAsync(source, reference, platform, null, cancellation).ConfigureAwait(false)).Descriptor
                    : null;
                ImageReference? known = name ?? VerifiedLocation.NameOf(source, location, reference);
                ImageVerification verification = await VerifiedLocation.VerifyAsync(verifier, source, reference, known, leaf, evidence, cancellation)
                    .ConfigureAwait(false);
                return verification.State == ImageVerificationState.NotRequired
                    ? verification with { Reasons = ["The policy asks nothing of this image, so nothing was verified."] }
                    : verification;
            }
        }
        catch (Exception e) when (e is ImageReadException or IOException or UnauthorizedAccessException or SignatureFormatException)
        {
            return ImageVerification.Unknown(e.Message);
        }
    }

    private void WriteText(List<(string Image, ImageVerification Verification)> results)
    {
        foreach ((string image, ImageVerification verification) in results)
        {
            terminal.Lines.WriteLine($"{image}: {States[verification.State]}{(verification.Digest is { } digest ? $" ({digest})" : "")}");
            foreach (string signer in verification.VerifiedBy)
                terminal.Lines.WriteLine($"  signed by {signer}");
            foreach (string reason in verification.Reasons)
                terminal.Lines.WriteLine($"  {reason}");
        }
    }

    private void WriteJson(List<(string Image, ImageVerification Verification)> results)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("images");
            foreach ((string image, ImageVerification verification) in results)
            {
                writer.WriteStartObject();
                writer.WriteString("image", image);
                writer.WriteString("state", States[verification.State].Replace(' ', '-'));
                writer.WriteString("digest", verification.Digest);
                Write(writer, "verifiedBy", verification.VerifiedBy);
                Write(writer, "reasons", verification.Reasons);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        terminal.Output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
