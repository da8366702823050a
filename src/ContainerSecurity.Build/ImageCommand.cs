using System.CommandLine;
using System.Net;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.Build;

/// <summary>Writes the bills of an image that <c>PublishContainer</c> made, one for each of its platforms.</summary>
internal sealed class ImageCommand : Command
{
    private const string InsecureRegistries = "DOTNET_CONTAINER_INSECURE_REGISTRIES";

    private readonly Argument<string> location = new("location");
    private readonly Option<string> runtimes = new("--runtimes") { DefaultValueFactory = _ => "" };
    private readonly BillOptions bill;

    public ImageCommand()
        : base("image", "Writes the bills of what PublishContainer made.")
    {
        Arguments.Add(location);
        Options.Add(runtimes);
        bill = new BillOptions(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string[] wanted = parsed.GetValue(runtimes)!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        try
        {
            if (wanted.Length < 2)
                await WriteAsync(parsed, wanted.FirstOrDefault(), null, cancellation).ConfigureAwait(false);
            foreach (string runtime in wanted.Length < 2 ? [] : wanted)
                await WriteAsync(parsed, runtime, runtime, cancellation).ConfigureAwait(false);
            return 0;
        }
        catch (Exception e) when (e is ImageReadException or IOException or UnauthorizedAccessException)
        {
            return BuildMessage.Fail($"No bill of materials of the image was written: {e.Message}");
        }
    }

    private async Task WriteAsync(ParseResult parsed, string? runtime, string? part, CancellationToken cancellation)
    {
        string wanted = parsed.GetValue(location)!;
        (IImageSource source, string? reference) = await ImageSource.OpenAsync(wanted, RegistryOf(wanted), null, cancellation).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            ContainerImage image = await ContainerImage.OpenAsync(source, reference, RuntimePlatform.Of(runtime), null, cancellation).ConfigureAwait(false);
            PackageInventory inventory = await new InventoryReader().ReadImageAsync(image, null, cancellation).ConfigureAwait(false);
            bill.Write(parsed, inventory, image.Descriptor.Digest.ToString(), part);
        }
    }

    /// <summary>Registries are asked as the SDK asked them: without TLS where they are on this machine or named as insecure.</summary>
    private static RegistryOptions RegistryOf(string location)
    {
        IEnumerable<string> named = (Environment.GetEnvironmentVariable(InsecureRegistries) ?? "")
            .Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string name = location.StartsWith("docker://", StringComparison.Ordinal) ? location["docker://".Length..] : "";
        string host = name.Split('/')[0];
        return new RegistryOptions
        {
            Credentials = DockerConfigCredentials.Read(),
            PlainHttp = named.Contains(host) || IsLoopback(host) ? new HashSet<string> { host } : new HashSet<string>(),
        };
    }

    private static bool IsLoopback(string host) =>
        Uri.TryCreate($"http://{host}", UriKind.Absolute, out Uri? address)
        && (address.IsLoopback || (IPAddress.TryParse(address.Host, out IPAddress? ip) && IPAddress.IsLoopback(ip)));
}
