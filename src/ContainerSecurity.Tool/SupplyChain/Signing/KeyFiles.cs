using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.Tool.SupplyChain.Signing;

/// <summary>Reads the keys that the command line names.</summary>
internal static class KeyFiles
{
    /// <summary>The variables that hold the password of an encrypted key, the first that is set; cosign's own is the second.</summary>
    private static readonly string[] Passwords = ["CSEC_KEY_PASSWORD", "COSIGN_PASSWORD"];

    public static Option<string> SigningOption() => new("--key")
    {
        Description = $"The private key that signs, as PEM (PKCS#8, SEC 1, or cosign's own). The password of an encrypted one is in the variable {Passwords[0]} or {Passwords[1]}.",
        Required = true,
    };

    /// <exception cref="IOException">The file cannot be read, or holds no private key.</exception>
    public static SigningKey ReadSigning(string file)
    {
        try
        {
            return SigningKey.Parse(RegularFile.ReadText(file), Passwords.Select(Environment.GetEnvironmentVariable)
                .FirstOrDefault(p => !string.IsNullOrEmpty(p)));
        }
        catch (KeyFormatException e)
        {
            throw new IOException($"The key '{file}' cannot be used: {e.Message}", e);
        }
    }

    /// <exception cref="IOException">The file cannot be read, or holds no public key.</exception>
    public static VerificationKey ReadPublic(string file)
    {
        try
        {
            return VerificationKey.Parse(RegularFile.ReadText(file));
        }
        catch (KeyFormatException e)
        {
            throw new IOException($"The key '{file}' cannot be used: {e.Message}", e);
        }
    }
}
