using System.Diagnostics;
using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Images.Registries;

/// <summary>The credentials that <c>docker login</c> stored: in <c>config.json</c>, or with a credential helper that it names.</summary>
public sealed class DockerConfigCredentials : IRegistryCredentials
{
    private const string HubKey = "https://index.docker.io/v1/";
    private const int MaxAnswer = 64 * 1024;

    private readonly MappingNode? config;

    private DockerConfigCredentials(MappingNode? config) => this.config = config;

    /// <summary>
    /// The file that Podman and its kin are told of by <c>REGISTRY_AUTH_FILE</c>; else the path Docker itself reads:
    /// <c>config.json</c> in <c>DOCKER_CONFIG</c>, or in <c>.docker</c> of the user's folder.
    /// </summary>
    public static string DefaultPath => Environment.GetEnvironmentVariable("REGISTRY_AUTH_FILE") is { Length: > 0 } file ? file : Path.Combine(
        Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker"),
        "config.json");

    /// <summary>Reads a file; one that is not there holds no credentials.</summary>
    /// <param name="path">The path; null for <see cref="DefaultPath"/>.</param>
    /// <exception cref="ImageReadException">The file is not valid.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DockerConfigCredentials Read(string? path = null)
    {
        path ??= DefaultPath;
        if (!File.Exists(path))
            return new DockerConfigCredentials(null);
        using FileStream stream = RegularFile.Open(path);
        DocumentSet documents = new DocumentReader().Read(stream, path);
        return documents.Errors is [] && documents.Documents is [MappingNode config]
            ? new DockerConfigCredentials(config)
            : throw new ImageReadException(
                ImageReadFailure.Malformed,
                $"{path} is not a configuration of Docker: {(documents.Errors is [var error, ..] ? error.ToString() : "it is no object")}");
    }

    /// <inheritdoc/>
    public async ValueTask<RegistryCredential?> FindAsync(string registry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registry);
        if (config is null)
            return null;
        string[] keys = registry == ImageReference.DockerHub
            ? [
                HubKey, "index.docker.io", "docker.io", "https://index.docker.io/v1", "https://index.docker.io/v2/",
                "https://index.docker.io", "https://index.docker.io/", "https://docker.io", "https://docker.io/",
                "http://index.docker.io/v1/", "index.docker.io/v1/"
            ]
            : [
                registry, $"https://{registry}", $"https://{registry}/", $"https://{registry}/v1/",
                $"https://{registry}/v2/", $"http://{registry}", $"http://{registry}/", $"http://{registry}/v1/",
                $"http://{registry}/v2/", $"{registry}/", $"{registry}/v1/", $"{registry}/v2/"
            ];
        if (config["credHelpers"] is MappingNode helpers && keys.Select(k => helpers[k]).OfType<ScalarNode>().FirstOrDefault() is { } helper)
            return await AskHelperAsync(helper.Text, keys[0], cancellationToken).ConfigureAwait(false);
        if (config["auths"] is MappingNode auths
            && keys.Select(k => auths[k]).OfType<MappingNode>().Select(Stored).FirstOrDefault(c => c is not null) is { } stored)
            return stored;
        return config["credsStore"] is ScalarNode { Text.Length: > 0 } store
            ? await AskHelperAsync(store.Text, keys[0], cancellationToken).ConfigureAwait(false)
            : null;
    }

    private static RegistryCredential? Stored(MappingNode entry)
    {
        if (entry["identitytoken"] is ScalarNode { Text.Length: > 0 } token)
            return new RegistryCredential("", token.Text, IsIdentityToken: true);
        if (entry["auth"] is ScalarNode { Text.Length: > 0 } auth)
        {
            byte[] bytes = new byte[auth.Text.Length];
            string pair = Convert.TryFromBase64String(auth.Text, bytes, out int length) ? Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0') : "";
            int colon = pair.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 ? new RegistryCredential(pair[..colon], pair[(colon + 1)..]) : null;
        }
        return entry["username"] is ScalarNode { Text.Length: > 0 } user && entry["password"] is ScalarNode password
            ? new RegistryCredential(user.Text, password.Text)
            : null;
    }

    /// <summary>Asks <c>docker-credential-NAME get</c>, which reads the registry and writes JSON.</summary>
    private static async Task<RegistryCredential?> AskHelperAsync(string name, string registry, CancellationToken cancellationToken)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw new ImageReadException(ImageReadFailure.Malformed, $"'{name}' is no name of a credential helper.");
        var start = new ProcessStartInfo($"docker-credential-{name}", ["get"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        using Process helper = Start(start);
        try
        {
            Task<byte[]> output = BlobDigest.ReadAllAsync(helper.StandardOutput.BaseStream, MaxAnswer, start.FileName, cancellationToken);
            Task errors = helper.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
            await helper.StandardInput.WriteAsync(registry.AsMemory(), cancellationToken).ConfigureAwait(false);
            helper.StandardInput.Close();
            byte[] json = await output.ConfigureAwait(false);
            await errors.ConfigureAwait(false);
            await helper.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return helper.ExitCode == 0 ? OfAnswer(json) : null;
        }
        finally
        {
            if (!helper.HasExited)
                helper.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ImageReadException(ImageReadFailure.Unauthorized, $"The credential helper '{start.FileName}' cannot be started: {e.Message}", e);
        }
    }

    private static RegistryCredential? OfAnswer(byte[] json) =>
        new DocumentReader().Read(json, json.Length, "credential.json").Documents is [MappingNode answer]
        && answer["Username"] is ScalarNode user && answer["Secret"] is ScalarNode { Text.Length: > 0 } secret
            ? user.Text == "<token>" ? new RegistryCredential("", secret.Text, IsIdentityToken: true) : new RegistryCredential(user.Text, secret.Text)
            : null;
}
