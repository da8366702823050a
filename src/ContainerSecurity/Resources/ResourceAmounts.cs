using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>Amounts of compute resources by name (<c>cpu</c>, <c>memory</c>, <c>ephemeral-storage</c>): limits or requests.</summary>
public readonly struct ResourceAmounts : ILocated
{
    private readonly FieldMap amounts;

    internal ResourceAmounts(FieldMap amounts) => this.amounts = amounts;

    /// <inheritdoc/>
    public DocumentLocation? Location => amounts.Location;

    /// <summary>The amount of a resource; unknown where the text is no amount.</summary>
    public Field<Quantity> this[string resource] => Quantity.Read(amounts[resource]);
}
