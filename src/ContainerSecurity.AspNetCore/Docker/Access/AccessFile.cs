using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Policies;

namespace ContainerSecurity.AspNetCore.Docker.Access;

/// <summary>An access policy as it was read from its file, and what was read for it: the file, and the policies that it names.</summary>
internal sealed class AccessFile
{
    /// <summary>How long a file may be, in bytes.</summary>
    private const long MaxLength = 16 * 1024 * 1024;

    private readonly Dictionary<string, string> read = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">The file has mistakes, which the message names.</exception>
    public AccessFile(string file)
    {
        DockerAccessPolicyReadResult result = new DockerAccessPolicyReader(Remember).Load(file);
        Policy = result.IsValid ? result.Policy : null;
        Problem = result.IsValid ? null : string.Join(Environment.NewLine, result.Errors.Select(e => e.ToString()));
    }

    /// <summary>The policy; null where the file has mistakes.</summary>
    public DockerAccessPolicy? Policy { get; }

    /// <summary>The mistakes, a line each; null for none.</summary>
    public string? Problem { get; }

    /// <summary>Returns whether anything that was read reads otherwise now.</summary>
    public bool HasChanged() => read.Any(f => Fingerprint(f.Key) != f.Value);

    /// <summary>Returns the access policy with what no container may be.</summary>
    /// <exception cref="InvalidDataException">It has guardrails of its own.</exception>
    public static DockerAccessPolicy WithGuardrails(DockerAccessPolicy policy, Policy guardrails) => policy.Guardrails is null
        ? policy with { Guardrails = new DockerContainerRules(guardrails.Name, guardrails, ["*"]) }
        : throw new InvalidDataException("The guardrails are given twice: in the access policy and beside it. Leave one of them out.");

    private string Remember(string path)
    {
        read[path] = "";
        if (new FileInfo(path) is { Exists: true, Length: > MaxLength })
            throw new IOException($"It is longer than {MaxLength} bytes.");
        byte[] bytes = File.ReadAllBytes(path);
        read[path] = Convert.ToHexString(SHA256.HashData(bytes));
        // What is no UTF-8 must not become a policy by replacement.
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
    }

    private static string Fingerprint(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexString(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
