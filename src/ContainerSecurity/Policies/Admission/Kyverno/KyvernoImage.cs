using ContainerSecurity.Cel.Values;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>A reference to an image, as Kyverno's library <c>image</c> reads it.</summary>
internal sealed class KyvernoImage(ImageReference reference) : CelOpaque(Type)
{
    public static new readonly CelType Type = CelType.Opaque("KyvernoImage");

    // The library that Kyverno uses calls Docker Hub by its index and takes the tag latest for granted.
    public string Registry => reference.Registry is null or ImageReference.DockerHub ? "index.docker.io" : reference.Registry;

    public string Repository => reference.Repository;

    public string Tag => reference.Digest is not null ? "" : reference.Tag ?? "latest";

    public string Digest => reference.Digest ?? "";

    public string Identifier => reference.Digest ?? Tag;

    public string IdentifierWithSeparator => reference.Digest is null ? ":" + Tag : (reference.Tag is null ? "" : ":" + reference.Tag) + "@" + reference.Digest;

    public static CelValue Parse(string text)
    {
        ImageReferenceError error = ImageReference.TryParse(text, out ImageReference? reference);
        return reference is null ? CelValue.Error($"could not parse reference: {text} ({error.Reason()})") : CelValue.From(new KyvernoImage(reference));
    }

    public override string ToString() => Registry + "/" + Repository + IdentifierWithSeparator;

    protected override bool EqualsOpaque(CelOpaque other) => other.ToString() == ToString();

    protected override int HashOpaque() => ToString().GetHashCode();
}
