namespace ContainerSecurity.SupplyChain.Rebuilding;

/// <summary>Why an image has to be built again.</summary>
public enum RebuildReasonKind
{
    /// <summary>Its base is now another than the one that it was built on (as CSEC1007 finds).</summary>
    BaseOutdated,

    /// <summary>Its base has to be built again first.</summary>
    BaseRebuilt,

    /// <summary>A layer of its own brought packages with flaws that versions mend (as CSEC1012 finds).</summary>
    OwnFlaws,

    /// <summary>Its base brought packages with flaws that versions mend, and the base as it is now has them no more.</summary>
    BaseFlaws,
}
