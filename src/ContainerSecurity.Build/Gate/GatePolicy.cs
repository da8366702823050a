using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Trust;

namespace ContainerSecurity.Build.Gate;

/// <summary>The policy that judges an image before it is pushed.</summary>
/// <param name="Policy">The policy. Signatures and approvals are of what is pushed, so it asks for none.</param>
/// <param name="Folder">The folder of its file; null for the default policy.</param>
/// <param name="Digest">The digest of all files that it was read from.</param>
internal sealed record GatePolicy(Policy Policy, string? Folder, string Digest)
{
    /// <summary>Reads a policy; null where it is wrong, which has then been said: a build does not go by another one than it names.</summary>
    /// <param name="file">The file; null or empty for the default policy.</param>
    public static GatePolicy? Read(string? file)
    {
        if (string.IsNullOrEmpty(file))
            return new GatePolicy(Policy.Default, null, "default");
        string path = Path.GetFullPath(file);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string ReadFile(string name)
        {
            string text = File.ReadAllText(name);
            digest.AppendData(Encoding.UTF8.GetBytes($"{name.Length}:{name}:{text.Length}:{text}"));
            return text;
        }
        PolicyReadResult read = new PolicyReader(readFile: ReadFile).Load(path);
        foreach (DocumentError error in read.Errors)
            Console.Out.WriteLine(BuildMessage.At(
                $"{error.File}({error.Span.Line},{error.Span.Column})", isError: true, "CSEC0003", error.Message));
        return read.IsValid
            ? new GatePolicy(
                read.Policy with { Trust = ImageTrustPolicy.None }, Path.GetDirectoryName(path), Convert.ToHexString(digest.GetHashAndReset()))
            : null;
    }
}
