using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>Amounts of compute resources by name (<c>cpu</c>, <c>memory</c>, <c>ephemeral-storage</c>): limits or requests.</summary>
public readonly struct ResourceAmounts : ILocated
{
    private readonly FieldMap amounts;

    private readonly Field<Quantity>? memory;
    private readonly Field<Quantity>? cpu;

    internal ResourceAmounts(FieldMap amounts) => this.amounts = amounts;

    internal ResourceAmounts(Field<Quantity> memory, Field<Quantity> cpu)
    {
        this.memory = memory;
        this.cpu = cpu;
    }

    /// <inheritdoc/>
    public DocumentLocation? Location => amounts.Location;

    /// <summary>The amount of a resource; unknown where the text is no amount.</summary>
    public Field<Quantity> this[string resource] =>
        resource == "memory" && memory is { } ownMemory ? ownMemory
        : resource == "cpu" && cpu is { } ownCpu ? ownCpu
        : Quantity.Read(amounts[resource]);
}
