namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>Takes what a database holds.</summary>
internal interface IBlobSink
{
    /// <summary>Whether no more is taken.</summary>
    bool IsOver { get; }

    /// <summary>Takes one header, which is valid during the call only.</summary>
    void Take(ReadOnlySpan<byte> blob);

    /// <summary>Takes what is broken, so that headers may be missing.</summary>
    void Fault(string message);
}
