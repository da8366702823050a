using System.CommandLine;

namespace ContainerSecurity.Tool.SupplyChain.Signing;

/// <summary><c>csec image sign</c>.</summary>
internal sealed class ImageSignCommand : Command
{
    public ImageSignCommand(Terminal terminal)
        : base("sign", "Signs an image in its registry, as cosign does with a key.")
    {
        var annotations = new Option<string[]>("--annotation") { Description = "NAME=VALUE that is signed as well (not in bundles); repeatable." };
        annotations.Validators.Add(result =>
        {
            foreach (string wrong in result.Tokens.Select(t => t.Value).Where(t => t.IndexOf('=', StringComparison.Ordinal) <= 0))
                result.AddError($"'{wrong}' is no annotation; write NAME=VALUE.");
        });
        var options = new SigningOptions(this, terminal);
        Options.Add(annotations);
        SetAction((parsed, cancellation) =>
            options.RunAsync(parsed, (signer, image, shape) => signer.SignAsync(image, shape, Read(parsed.GetValue(annotations)), cancellation), cancellation));
    }

    private static Dictionary<string, string>? Read(string[]? annotations) => annotations is not { Length: > 0 }
        ? null
        : annotations.Select(a => a.Split('=', 2)).GroupBy(a => a[0]).ToDictionary(a => a.Key, a => a.Last()[1]);
}
