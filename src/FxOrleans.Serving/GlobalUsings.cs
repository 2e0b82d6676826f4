global using FxOrleans.Access;
