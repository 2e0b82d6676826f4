global using FxOrleans.Access;
global using FxOrleans.Serving;
global using FxOrleans.Serving.Tables;
