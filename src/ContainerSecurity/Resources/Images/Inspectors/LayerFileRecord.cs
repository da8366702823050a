using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Files;

namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>
/// Writes down what the inspectors of <see cref="LayerInspectors.BuiltIn"/> told of a file, and reads it again, so that
/// a layer that is known by its digest need not be read twice. Secrets are written as they are told: masked, by a fingerprint.
/// </summary>
public static class LayerFileRecord
{
    private const byte ReleaseFact = 1;
    private const byte UsersFact = 2;

    /// <summary>Writes what is known of a file.</summary>
    /// <param name="target">Where it is written.</param>
    /// <param name="file">The file; its layer is not written.</param>
    /// <param name="detector">The detector that found the secrets.</param>
    /// <exception cref="ArgumentException">The file has facts of an inspector that is not built in, or secrets that the detector does not look for.</exception>
    public static void Write(BinaryWriter target, LayerFile file, SecretDetector detector)
    {
        _ = target ?? throw new ArgumentNullException(nameof(target));
        _ = file ?? throw new ArgumentNullException(nameof(file));
        _ = detector ?? throw new ArgumentNullException(nameof(detector));
        target.Write(file.Path);
        target.Write(file.Mode);
        target.Write(file.Size);
        WriteOptional(target, file.LinkTarget);
        target.Write((byte)file.Kind);
        target.Write(file.Secrets.Count);
        foreach (FileSecret secret in file.Secrets)
            Write(target, secret, detector);
        target.Write(file.Facts.Count);
        foreach (object fact in file.Facts)
            Write(target, fact);
    }

    /// <summary>Reads what was written of a file.</summary>
    /// <param name="source">Where it was written.</param>
    /// <param name="layer">The layer that has the file.</param>
    /// <param name="detector">A detector with the settings of the one that found the secrets.</param>
    /// <exception cref="InvalidDataException">What stands there was not written by <see cref="Write(BinaryWriter, LayerFile, SecretDetector)"/>.</exception>
    /// <exception cref="EndOfStreamException">It ends too early.</exception>
    public static LayerFile Read(BinaryReader source, Layer layer, SecretDetector detector)
    {
        _ = source ?? throw new ArgumentNullException(nameof(source));
        _ = layer ?? throw new ArgumentNullException(nameof(layer));
        _ = detector ?? throw new ArgumentNullException(nameof(detector));
        var file = new LayerFile(layer, source.ReadString())
        {
            Mode = source.ReadInt32(),
            Size = source.ReadInt64(),
            LinkTarget = ReadOptional(source),
            Kind = ReadWithin(source, SensitiveFileKind.DatabaseDump),
        };
        var secrets = new List<FileSecret>();
        for (int left = ReadCount(source); left > 0; left--)
            secrets.Add(ReadSecret(source, detector));
        var facts = new List<object>();
        for (int left = ReadCount(source); left > 0; left--)
            facts.Add(ReadFact(source));
        return file with { Secrets = secrets, Facts = facts };
    }

    private static void Write(BinaryWriter target, FileSecret secret, SecretDetector detector)
    {
        int pattern = IndexOf(detector, secret.Secret.Pattern);
        target.Write(pattern);
        target.Write(secret.Secret.Pattern.Id);
        target.Write(secret.Secret.Start);
        target.Write(secret.Secret.Length);
        target.Write(secret.Secret.Redacted);
        target.Write(secret.Secret.Fingerprint);
        target.Write((byte)secret.Secret.Confidence);
        target.Write((byte)secret.Secret.Validity);
        target.Write(secret.Line);
    }

    private static FileSecret ReadSecret(BinaryReader source, SecretDetector detector)
    {
        int index = source.ReadInt32();
        SecretPattern pattern = index >= 0 && index < detector.Patterns.Count ? detector.Patterns[index] : throw Foreign();
        if (source.ReadString() != pattern.Id)
            throw Foreign();
        int start = ReadCount(source), length = ReadCount(source);
        string redacted = source.ReadString(), fingerprint = source.ReadString();
        var confidence = ReadWithin(source, SecretConfidence.VerifiedStructure);
        var validity = ReadWithin(source, SecretValidity.Expired);
        return new FileSecret(new SecretFinding(pattern, start, length, redacted, fingerprint, confidence, validity), ReadCount(source));
    }

    private static void Write(BinaryWriter target, object fact)
    {
        switch (fact)
        {
            case OperatingSystemRelease release:
                target.Write(ReleaseFact);
                target.Write(release.Id);
                WriteOptional(target, release.Version);
                break;
            case UserList users:
                target.Write(UsersFact);
                target.Write(users.Ids.Count);
                foreach (KeyValuePair<string, long> user in users.Ids)
                {
                    target.Write(user.Key);
                    target.Write(user.Value);
                }
                break;
            default:
                throw new ArgumentException($"{fact.GetType()} is a fact of an inspector that is not built in.", nameof(fact));
        }
    }

    private static object ReadFact(BinaryReader source)
    {
        byte kind = source.ReadByte();
        if (kind == ReleaseFact)
            return new OperatingSystemRelease(source.ReadString(), ReadOptional(source));
        if (kind != UsersFact)
            throw Foreign();
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        for (int left = ReadCount(source); left > 0; left--)
            ids[source.ReadString()] = source.ReadInt64();
        return new UserList(ids);
    }

    private static int IndexOf(SecretDetector detector, SecretPattern pattern)
    {
        for (int i = 0; i < detector.Patterns.Count; i++)
            if (ReferenceEquals(detector.Patterns[i], pattern))
                return i;
        throw new ArgumentException($"The detector does not look for '{pattern.Id}'.", nameof(detector));
    }

    private static void WriteOptional(BinaryWriter target, string? text)
    {
        target.Write(text is not null);
        if (text is not null)
            target.Write(text);
    }

    private static string? ReadOptional(BinaryReader source) => source.ReadBoolean() ? source.ReadString() : null;

    private static int ReadCount(BinaryReader source) => source.ReadInt32() is >= 0 and var count ? count : throw Foreign();

    /// <summary>A value of an enumeration that counts from 0.</summary>
    private static T ReadWithin<T>(BinaryReader source, T last)
        where T : struct, Enum =>
        source.ReadByte() is var value && value <= Convert.ToInt32(last, System.Globalization.CultureInfo.InvariantCulture)
            ? (T)Enum.ToObject(typeof(T), value)
            : throw Foreign();

    private static InvalidDataException Foreign() => new("This is no record of a file, or a damaged one.");
}
