namespace ContainerSecurity.Tests.Rules.Peers;

/// <summary>What there is here for a rule of a peer.</summary>
internal enum PeerAnswer
{
    /// <summary>Rules of ours ask the same.</summary>
    Ours,

    /// <summary>A convention without an answer that is right for everyone: a rule of one's own says it.</summary>
    Own,

    /// <summary>Nothing, though files would say it.</summary>
    None,

    /// <summary>Nothing, since files do not say it, or since nothing is judged.</summary>
    Beyond,
}
