using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Images;
using ContainerSecurity.Policies;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Vex;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary><c>csec vex</c>.</summary>
internal sealed class VexCommand : Command
{
    private readonly Terminal terminal;
    private readonly PolicyOptions policy = new(isKubernetes: false);
    private readonly ImageOptions images = new();
    private readonly Argument<string[]> locations = new("image")
    {
        Description = "Images that the statements are on: references, archives of docker save, OCI archives or OCI layout folders.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string?> author = new("--author") { Description = "Who states it (default: the name of the policy)." };
    private readonly Option<string?> id = new("--id") { Description = "The identifier of the document, an IRI (default: one made of its content)." };
    private readonly Option<string?> output = new("--output", "-o") { Description = "The file to write, instead of the standard output." };
    private readonly Option<bool> allowNotEvaluated = CommonOptions.AllowNotEvaluated();

    public VexCommand(Terminal terminal)
        : base("vex", "Writes what the waivers of a policy say of known vulnerabilities in images, as OpenVEX.")
    {
        this.terminal = terminal;
        id.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && !Uri.TryCreate(token.Value, UriKind.Absolute, out _))
                result.AddError($"'{token.Value}' is no IRI; write it like https://example.com/vex/2026-1.");
        });
        Arguments.Add(locations);
        foreach (Option option in (Option[])[.. policy.All.Take(1), author, id, output, allowNotEvaluated])
            Options.Add(option);
        images.AddReadingTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (!policy.IsNamed(parsed))
        {
            terminal.Error.WriteLine("csec: name the policy whose waivers are stated: --policy FILE.");
            return ExitCode.BadInput;
        }
        if (policy.Read(parsed, terminal) is not { } read)
            return ExitCode.BadInput;
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var statements = new List<VexStatement>();
        bool isWhole = true;
        foreach (string location in parsed.GetValue(locations) ?? [])
            try
            {
                VexReading made = await OpenedImage.UseAsync(parsed, images, location, image => StateAsync(image, read, now, cancellation), cancellation)
                    .ConfigureAwait(false);
                statements.AddRange(made.Statements);
                foreach (DocumentError error in made.Errors)
                    terminal.Error.WriteLine($"csec: {location}: {error}");
                isWhole &= made.Errors.Count == 0;
            }
            catch (Exception e) when (e is ImageReadException or IOException or UnauthorizedAccessException)
            {
                terminal.Error.WriteLine($"csec: {location}: {e.Message}");
                return ExitCode.BadInput;
            }
        if (statements.Count == 0)
        {
            terminal.Error.WriteLine("csec: no waiver of the policy names known vulnerabilities of these images, so nothing is stated.");
            return ExitCode.BadInput;
        }
        Write(parsed, statements, parsed.GetValue(author) ?? read.Name, now);
        return isWhole || parsed.GetValue(allowNotEvaluated) ? ExitCode.Clean : ExitCode.BadInput;
    }

    /// <summary>The packages of an image are looked at only where a waiver chooses among them.</summary>
    private static async Task<VexReading> StateAsync(OpenedImage image, Policy policy, DateTimeOffset now, CancellationToken cancellation)
    {
        IReadOnlyList<InstalledPackage>? packages = policy.Waivers.Any(w => w.Packages.Count > 0)
            ? (await new InventoryReader().ReadImageAsync(image.Content, null, cancellation).ConfigureAwait(false)).Packages
            : null;
        return WaiverStatements.Of(policy.Waivers, new VexProduct(image.Url, image.Digest), image.Resource, packages, now);
    }

    private void Write(ParseResult parsed, List<VexStatement> statements, string who, DateTimeOffset now)
    {
        string name = parsed.GetValue(id) ?? "urn:sha256:" + Convert.ToHexStringLower(SHA256.HashData(DocumentOf(statements, new Uri("urn:x"), who, now)));
        byte[] document = DocumentOf(statements, new Uri(name), who, now);
        if (parsed.GetValue(output) is { } file)
            File.WriteAllBytes(file, document);
        else
            terminal.Output.Write(Encoding.UTF8.GetString(document) + "\n");
    }

    private static byte[] DocumentOf(List<VexStatement> statements, Uri name, string who, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        VexWriter.Write(stream, statements, name, who, now);
        return stream.ToArray();
    }
}
