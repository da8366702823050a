using System.Security.Cryptography;
using ContainerSecurity.Docker.Access;

namespace ContainerSecurity.AspNetCore.Docker.Access;

/// <summary>Reads an access policy, or says by a text for people why it cannot be used.</summary>
internal static class AccessFile
{
    /// <exception cref="InvalidDataException">The file has mistakes, which the message names.</exception>
    public static DockerAccessPolicy Read(string file, out byte[] fingerprint)
    {
        fingerprint = Fingerprint(file);
        DockerAccessPolicyReadResult result = DockerAccessPolicyReader.Load(file);
        return result is { IsValid: true, Policy: { } policy }
            ? policy
            : throw new InvalidDataException(string.Join(Environment.NewLine, result.Errors.Select(e => e.ToString())));
    }

    /// <summary>Returns what changes with the file's content.</summary>
    public static byte[] Fingerprint(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return SHA256.HashData(stream);
    }
}
