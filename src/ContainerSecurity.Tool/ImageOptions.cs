using System.CommandLine;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool;

/// <summary>The options of how images are read.</summary>
internal sealed class ImageOptions
{
    private readonly Option<string?> platform = new("--platform")
    {
        Description = "Which image of several, such as linux/arm64 (default: this machine's, for Linux)."
    };
    private readonly Option<bool> plainHttp = new("--plain-http") { Description = "Ask the registries that are named without TLS." };
    private readonly Option<string[]> bases = new("--base") { Description = "An image that this one may be built on, to be compared with it as it is now." };

    public ImageOptions() => platform.Validators.Add(result =>
    {
        if (result.Tokens is [var token, ..] && !ImagePlatform.TryParse(token.Value, out _))
            result.AddError($"'{token.Value}' is no platform; write it like linux/amd64.");
    });

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { platform, plainHttp, bases })
            command.Options.Add(option);
    }

    /// <summary>Makes sources of images at locations.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="policy">The policy, which says what is a secret.</param>
    /// <param name="progress">Shows how far the reading is; null for nobody.</param>
    public Func<string, Source> Reader(ParseResult parsed, Policy policy, ProgressLine? progress) => location => Source.FromResources(location, async cancellation =>
        [await ImageReader.ReadAsync(location, Options(parsed, location, policy, progress), cancellation).ConfigureAwait(false)]);

    private ImageReaderOptions Options(ParseResult parsed, string location, Policy policy, ProgressLine? progress)
    {
        string[] named = [location, .. parsed.GetValue(bases) ?? []];
        return new ImageReaderOptions
        {
            Platform = parsed.GetValue(platform) is { } text && ImagePlatform.TryParse(text, out ImagePlatform? wanted) ? wanted : null,
            Bases = parsed.GetValue(bases) ?? [],
            Detector = policy.Secrets.CreateDetector(),
            Registry = new RegistryOptions
            {
                Credentials = DockerConfigCredentials.Read(),
                PlainHttp = parsed.GetValue(plainHttp) ? [.. named.Select(RegistryOf).OfType<string>()] : new HashSet<string>(),
            },
            OnProgress = progress is null ? null : p => progress.Advance(location, p),
        };
    }

    private static string? RegistryOf(string location) =>
        ImageReference.TryParse(
            location.StartsWith("docker://", StringComparison.Ordinal) ? location["docker://".Length..] : location,
            out ImageReference? reference) == ImageReferenceError.None
            ? reference!.Registry
            : null;
}
