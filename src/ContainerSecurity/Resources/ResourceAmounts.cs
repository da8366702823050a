using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>Amounts of compute resources by name (<c>cpu</c>, <c>memory</c>, <c>ephemeral-storage</c>): limits or requests.</summary>
public readonly struct ResourceAmounts : ILocated
{
    private readonly FieldMap amounts;
    private readonly OwnAmounts? own;

    internal ResourceAmounts(FieldMap amounts) => this.amounts = amounts;

    internal ResourceAmounts(Field<Quantity> memory, Field<Quantity> cpu) => own = new OwnAmounts(memory, cpu);

    /// <inheritdoc/>
    public DocumentLocation? Location => amounts.Location;

    /// <summary>The amount of a resource; unknown where the text is no amount.</summary>
    public Field<Quantity> this[string resource] =>
        own is not null && resource == "memory" ? own.Memory
        : own is not null && resource == "cpu" ? own.Cpu
        : Quantity.Read(amounts[resource]);

    /// <summary>Amounts that are not written by the names that they have in Kubernetes.</summary>
    private sealed class OwnAmounts(Field<Quantity> memory, Field<Quantity> cpu)
    {
        public Field<Quantity> Memory { get; } = memory;

        public Field<Quantity> Cpu { get; } = cpu;
    }
}
