using System.CommandLine;
using System.Text.Json;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Verdicts;

namespace ContainerSecurity.Tool.SupplyChain.Signing;

/// <summary><c>csec image attest</c>.</summary>
internal sealed class ImageAttestCommand : Command
{
    private static readonly Dictionary<string, string> Types = new()
    {
        ["slsaprovenance1"] = "https://slsa.dev/provenance/v1",
        ["slsaprovenance"] = "https://slsa.dev/provenance/v0.2",
        ["cyclonedx"] = "https://cyclonedx.org/bom",
        ["spdx"] = "https://spdx.dev/Document",
        ["vuln"] = "https://cosign.sigstore.dev/attestation/vuln/v1",
        ["openvex"] = "https://openvex.dev/ns",
        ["verdict"] = VerdictStatement.PredicateType,
    };

    public ImageAttestCommand(Terminal terminal)
        : base("attest", "Signs a statement about an image in its registry: provenance, a bill of materials, a verdict.")
    {
        var predicate = new Option<string>("--predicate") { Description = "The file with what is stated, a JSON object; for a verdict also what '--attest' wrote, which must be about the image.", Required = true };
        var type = new Option<string>("--type") { Description = $"What it is: {string.Join(", ", Types.Keys)}, or a URI.", Required = true };
        type.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && !Types.ContainsKey(token.Value) && !Uri.TryCreate(token.Value, UriKind.Absolute, out _))
                result.AddError($"'{token.Value}' is neither a URI nor one of {string.Join(", ", Types.Keys)}.");
        });
        var options = new SigningOptions(this, terminal);
        Options.Add(predicate);
        Options.Add(type);
        SetAction((parsed, cancellation) => options.RunAsync(parsed, (signer, image, shape) =>
        {
            string named = Types.GetValueOrDefault(parsed.GetValue(type)!, parsed.GetValue(type)!);
            return signer.AttestAsync(image, named, Read(parsed.GetValue(predicate)!, named, image), shape, cancellation);
        }, cancellation));
    }

    /// <summary>Reads a predicate, or takes it out of a verdict about the image.</summary>
    private static JsonElement Read(string file, string type, Digest image)
    {
        byte[] content = File.ReadAllBytes(file);
        if (type == VerdictStatement.PredicateType && VerdictStatement.Find(content) is { } verdict)
            return verdict.Names(image)
                ? VerdictStatement.PredicateOf(content)
                : throw new IOException($"The verdict '{file}' is about something else than {image}.");
        using JsonDocument document = JsonDocument.Parse(content);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.Clone()
            : throw new IOException($"'{file}' is no JSON object.");
    }
}
