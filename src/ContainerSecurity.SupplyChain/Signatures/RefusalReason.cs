namespace ContainerSecurity.SupplyChain.Signatures;

/// <summary>Why a signature does not count.</summary>
public enum RefusalReason
{
    /// <summary>It is malformed, or larger than the bounds.</summary>
    Malformed,

    /// <summary>Its form is not known.</summary>
    UnknownForm,

    /// <summary>No trusted key made it, or the signed bytes were changed.</summary>
    Signature,

    /// <summary>It is about another image.</summary>
    Digest,

    /// <summary>It is of another type than a signature or attestation of an image.</summary>
    PayloadType,

    /// <summary>Its certificate is not one of the trusted authorities, or not valid at the time of signing.</summary>
    Certificate,

    /// <summary>Its certificate names somebody else, or an identity is not said.</summary>
    Identity,

    /// <summary>The transparency log's entry, proof or checkpoint is missing, wrong or another's.</summary>
    TransparencyLog,

    /// <summary>A time stamp is wrong, or no verified time of signing is there where one is needed.</summary>
    Time,

    /// <summary>It has expired, is not valid yet, or its key is outside of its time.</summary>
    Expired,

    /// <summary>Its certificate was revoked, or it is not known whether it was.</summary>
    Revoked,

    /// <summary>Nothing that is trusted was given to check it with.</summary>
    NoTrust,
}
