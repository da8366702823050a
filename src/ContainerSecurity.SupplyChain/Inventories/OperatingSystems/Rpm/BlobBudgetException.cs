namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>The headers of a database are longer than the database, which happens only where pages are named more than once.</summary>
internal sealed class BlobBudgetException() : Exception("its headers are longer than the file, so pages are used more than once");
